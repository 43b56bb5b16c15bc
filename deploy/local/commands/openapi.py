"""`haat openapi`: writes the API's description, whole and by service, and docs/errors.md."""

import argparse
import json
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from chassis.openapi.document import describe, only
from chassis.openapi.page import rows
from chassis.openapi.refusals import Known, refusals_of, twice
from chassis.openapi.routes import Api
from deploy.gateway.problems import gateway_refusals, refusing
from deploy.local.commands.asyncapi import platform
from deploy.local.settings import ROOT, SERVICES, Settings
from deploy.local.template import render

NAME = "openapi"
HELP = "write docs/openapi.json, docs/openapi/ and docs/errors.md from the services' types"
FILE = "docs/openapi.json"
PARTS = "docs/openapi"
ERRORS = "docs/errors.md"
EXAMPLES = "deploy/sample/examples.yaml"
_TEMPLATE = "deploy/local/errors.md.tmpl"


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


@cache
def api() -> Api:
    """All HTTP operations of the platform, and what may be told instead of an answer."""
    services = {
        name: import_module(f"services.{name}.entrypoints.service").SERVICE for name in SERVICES
    }
    return Api(services=services, refusals=refusing(_refusals()), examples=examples())


def examples() -> dict[str, Any]:
    """True bodies, answers and parameters, by the names of types and parameters."""
    text = (ROOT / EXAMPLES).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(json.dumps(yaml.safe_load(text), default=str))
    return found


def description() -> dict[str, Any]:
    """The merged description of all services behind the gateway."""
    return describe(api(), title="Haat", version="1", url="/")


def errors_page() -> str:
    """The catalogue of refusals for people to read."""
    table = rows(_refusals(), gateway_refusals())
    return render((ROOT / _TEMPLATE).read_text(encoding="utf-8"), {"ROWS": table}).rstrip() + "\n"


def files() -> dict[str, str]:
    """What is written where, below the checkout's root."""
    whole = description()
    parts = {f"{PARTS}/{name}.json": _written(only(whole, name)) for name in SERVICES}
    return {FILE: _written(whole), **parts, ERRORS: errors_page()}


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Write it, sorted and indented so that a change can be read; not while a code is ambiguous."""
    if found := twice():
        sys.stderr.writelines(f"{code}: {' and '.join(at)}\n" for code, at in found.items())
        return 1
    for name, text in files().items():
        path: Path = settings.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


def _written(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _refusals() -> dict[str, list[Known]]:
    for name in SERVICES:
        import_module(f"services.{name}.entrypoints.service")
    questions = platform().questions
    asks = {name: [one.service for one in questions if name in one.askers] for name in SERVICES}
    return {name: refusals_of(name, asks=asks[name]) for name in SERVICES}
