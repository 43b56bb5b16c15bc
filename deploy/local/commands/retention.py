"""`haat retention`: writes docs/retention.md from the table of what is kept of people."""

import argparse
from typing import Final

from contracts.retention import IMPERSONAL, KEPT, Kept
from deploy.local.settings import ROOT, Settings
from deploy.local.template import render

NAME = "retention"
HELP = "write docs/retention.md from the table of what is kept of people"
PAGE = "docs/retention.md"
TEMPLATE = "deploy/local/retention.md.tmpl"
_WAYS: Final = {
    "ttl": "an index of the database",
    "task": "a periodic task",
    "erasure": "the person's erasure",
    "never": "nothing",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def page() -> str:
    """What is kept, for people to read."""
    template = (ROOT / TEMPLATE).read_text(encoding="utf-8")
    parts = {"ROWS": "\n".join(map(_row, KEPT)), "IMPERSONAL": _impersonal()}
    return render(template, parts)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Write the page."""
    (settings.root / PAGE).write_text(page(), encoding="utf-8")
    return 0


def _row(row: Kept) -> str:
    where = ", ".join(f"`{name}`" for name in row.collections)
    cells = (
        f"{row.service}: {where}",
        row.what.en,
        row.why.en,
        row.ground,
        row.until.en,
        _WAYS[row.way],
        row.after_erasure.en,
    )
    return f"| {' | '.join(cells)} |"


def _impersonal() -> str:
    return ", ".join(
        f"`{service}.{name}`" for service, names in IMPERSONAL.items() for name in names
    )
