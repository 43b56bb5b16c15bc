"""Runs schemathesis against a gateway, with callers, known things and a seed."""

import json
import os
import subprocess
import sys
from pathlib import Path

from deploy.local.settings import ROOT
from deploy.local.template import render
from tests.market import Market
from tests.schemathesis.callers import things, tokens, words

CALLERS = "HAAT_SCHEMATHESIS_CALLERS"
"""Names the file that holds a token for each role, for tests/schemathesis/hooks.py."""
TEMPLATE = Path(__file__).with_name("schemathesis.toml.tmpl")
_LIKELY = 0.7
"""How often a value that means something stands where one is known."""


def prepare(market: Market, folder: Path) -> None:
    """Tokens and configuration for one run."""
    known = things(market)
    values = {"KNOWN": _dictionaries(words(market, known))}
    (folder / "callers.json").write_text(json.dumps(tokens(market, known)), encoding="utf-8")
    text = render(TEMPLATE.read_text(encoding="utf-8"), values)
    (folder / "schemathesis.toml").write_text(text, encoding="utf-8")


def run(market: Market, folder: Path, *, seed: int, examples: int, more: tuple[str, ...]) -> str:
    """What one run with that seed found, with how to repeat it; empty when it ran clean."""
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        f"--config-file={folder / 'schemathesis.toml'}",
        "run",
        str(ROOT / "docs" / "openapi.json"),
        f"--url={market.gateway}",
        "--checks=all",
        f"--seed={seed}",
        f"--max-examples={examples}",
        "--no-color",
        *more,
    ]
    environment = os.environ | {
        CALLERS: str(folder / "callers.json"),
        "SCHEMATHESIS_HOOKS": "tests.schemathesis.hooks",
        "NO_PROXY": "127.0.0.1",
    }
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True
    )
    return f"{ended.stdout}\n{ended.stderr}" if ended.returncode else ""


def _dictionaries(values: dict[str, list[str | int]]) -> str:
    """One for each place of a request."""
    lists, places = [], ["[parameters]"]
    for number, (place, found) in enumerate(values.items()):
        lists.append(f"[dictionaries.d{number}]\nvalues = {json.dumps(found)}\n")
        places.append(f'"{place}" = {{ dictionary = "d{number}", probability = {_LIKELY} }}')
    return "\n".join([*lists, *places]) + "\n"
