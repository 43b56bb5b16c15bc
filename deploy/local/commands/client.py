"""`haat client`: writes the typed part of the Python client from docs/openapi.json."""

import argparse
import json

from deploy.client.files import files_of
from deploy.local.commands.openapi import FILE
from deploy.local.settings import Settings

NAME = "client"
HELP = "write the types and operations of clients/python from docs/openapi.json"


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Write them, formatted; a test compares."""
    description = json.loads((settings.root / FILE).read_text(encoding="utf-8"))
    for name, text in files_of(description).items():
        (settings.root / name).write_text(text, encoding="utf-8")
    return 0
