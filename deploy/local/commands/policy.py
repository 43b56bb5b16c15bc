"""`haat policy`: writes docs/policy.md from the policy table and the services' doors."""

import argparse

from contracts.policy import POLICY, SENSITIVE, Allow
from deploy.local.settings import ROOT, Settings
from deploy.local.template import render
from deploy.rights import doors

NAME = "policy"
HELP = "write docs/policy.md from the policy table and the services' doors"
PAGE = "docs/policy.md"
TEMPLATE = "deploy/local/policy.md.tmpl"


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def page() -> str:
    """Who may do what, for people to read."""
    template = (ROOT / TEMPLATE).read_text(encoding="utf-8")
    return render(template, {"ACTIONS": _actions(), "OPEN": _open()})


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Write the page."""
    (settings.root / PAGE).write_text(page(), encoding="utf-8")
    return 0


def _doors() -> list[tuple[str, str, str]]:
    """Service, action and route of every door but the probes."""
    return sorted(
        (name, door.may, f"`{door.method} {door.path}`" + (" (guests)" if door.guests else ""))
        for name, service in doors.services().items()
        for door in (getattr(getattr(service, each), "__door__", None) for each in dir(service))
        if door is not None and door.path.startswith("/v1/")
    )


def _actions() -> str:
    found = _doors()
    lines = []
    for action, allows in POLICY.items():
        routes = "<br>".join(route for _, may, route in found if may == action)
        sensitive = "yes" if action in SENSITIVE else ""
        who = "<br>".join(map(_who, allows))
        lines.append(f"| `{action}` | {routes} | {who} | {sensitive} |")
    return "\n".join(lines)


def _open() -> str:
    return "\n".join(f"- {route}, {name}" for name, may, route in _doors() if not may)


def _who(allow: Allow) -> str:
    kinds = f" ({', '.join(allow.kinds)})" if allow.kinds else ""
    where = [word for word, holds in (("own", allow.own), ("in their area", allow.area)) if holds]
    return f"{allow.role}{kinds}: {', '.join(where) or 'any'}"
