"""`haat asyncapi`: writes docs/asyncapi.json and docs/events.md, keeps schemas and digests."""

import argparse
import json
import sys
from importlib import import_module
from typing import Any

from chassis.asyncapi.document import describe
from chassis.asyncapi.listening import Outside, Platform
from chassis.asyncapi.page import page_parts
from contracts.registry import EVENTS
from deploy.local.kept_events import PAYLOADS, changes, keep, payloads, unkept
from deploy.local.settings import ROOT, Settings
from deploy.local.template import render
from deploy.rights import doors

NAME = "asyncapi"
HELP = "write docs/asyncapi.json and docs/events.md from the published types and the doors"
FILE = "docs/asyncapi.json"
PAGE = "docs/events.md"
TEMPLATE = "deploy/local/events.md.tmpl"
TEXT = "A logistics partner's own parcels; its broker user may read this queue and nothing else."


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def platform() -> Platform:
    """All that travels, read from the contracts and the services' doors."""
    services = doors.services()
    return Platform(
        events=EVENTS,
        queues=doors.queues(services),
        questions=doors.questions(services),
        outside=_partners(),
        examples={name: [*payloads(ROOT, name).values()] for name in EVENTS},
    )


def description() -> dict[str, Any]:
    """The platform in AsyncAPI 3.0."""
    return describe(platform(), title="Haat", version="1", host="rabbitmq:5672")


def events_page() -> str:
    """The platform for people to read."""
    template = (ROOT / TEMPLATE).read_text(encoding="utf-8")
    return render(template, page_parts(platform(), payloads=f"../{PAYLOADS}"))


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Write it all, unless a type has changed incompatibly: then say how, and write nothing."""
    if found := changes(settings.root):
        sys.stderr.write("".join(f"{line}\n" for line in found))
        return 1
    sys.stdout.write("".join(f"kept: {line}\n" for line in unkept(settings.root)))
    keep(settings.root)
    text = json.dumps(description(), indent=1, ensure_ascii=False, sort_keys=True)
    (settings.root / FILE).write_text(text + "\n", encoding="utf-8")
    (settings.root / PAGE).write_text(events_page(), encoding="utf-8")
    return 0


def _partners() -> Outside:
    broker = import_module("services.delivery.adapters.rabbitmq")
    queue = import_module("services.delivery.domain.partner").queue_of("{partner_id}")
    return Outside(party="partner", text=TEXT, exchange=broker.PARTNERS, queue=queue)
