"""`haat openapi`: writes docs/openapi.json from the types of all services."""

import argparse
import json
from importlib import import_module
from typing import Any

from chassis.openapi import describe
from deploy.local.settings import SERVICES, Settings

NAME = "openapi"
HELP = "write docs/openapi.json from the services' types"
FILE = "docs/openapi.json"


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def description() -> dict[str, Any]:
    """The merged description of all services behind the gateway."""
    services = {
        name: import_module(f"services.{name}.entrypoints.service").SERVICE for name in SERVICES
    }
    return describe(services, title="Haat", version="1", url="/")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Write it, sorted and indented so that a change can be read."""
    text = json.dumps(description(), indent=1, ensure_ascii=False, sort_keys=True)
    (settings.root / FILE).write_text(text + "\n", encoding="utf-8")
    return 0
