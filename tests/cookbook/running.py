"""Runs a page's blocks in one shell, as a reader would, against a platform that is up."""

import secrets
import subprocess
from typing import Final

from deploy.local.settings import ROOT, Settings
from tests.cookbook.pages import Page

_SECONDS: Final = 300
_PHONES, _PIN_CODE, _BANK = "+9196111", "815354", "3001234"
"""How phones, PIN code and account number of the pages begin: each run has others, which Haat does
not know yet."""


class BlockFailed(Exception):
    """The shell stopped, or did not come to an end."""


def outputs_of(page: Page, settings: Settings) -> list[str]:
    """What each block prints."""
    here = _here(settings)
    mark = f"<<{secrets.token_hex(8)}>>"
    blocks = [_put(block.script, here) for block in page.blocks]
    printed = _shell("".join(f"{block}\necho; echo '{mark}'\n" for block in blocks), settings)
    *outputs, rest = printed.split(mark)
    if len(outputs) != len(blocks):
        raise BlockFailed(f"{page.path.name}: block {len(outputs) + 1} ended the shell: {rest}")
    back = {ours: theirs for theirs, ours in here.items()}
    return [_put(output, back).strip("\n").rstrip() for output in outputs]


def _here(settings: Settings) -> dict[str, str]:
    """What stands on the pages, and what it is in this run."""
    phones = f"{secrets.choice('6789')}{secrets.randbelow(10**4):04d}"
    return {
        "http://127.0.0.1:8080": settings.url("GATEWAY"),
        "http://127.0.0.1:8426": settings.url("SANDBOX"),
        "127.0.0.1:5772": f"127.0.0.1:{settings.port('RABBITMQ')}",
        _PHONES: f"+91{phones}",
        _PHONES.removeprefix("+"): f"91{phones}",
        _BANK: f"4{secrets.randbelow(10**6):06d}",
        _PIN_CODE: f"85{secrets.randbelow(10**4):04d}",
    }


def _shell(script: str, settings: Settings) -> str:
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent"}
    addresses = {"HAAT": settings.url("GATEWAY"), "SANDBOX": settings.url("SANDBOX")}
    done = subprocess.run(
        ["bash", "-s"],
        input=script,
        env=environment | addresses,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    return done.stdout


def _put(text: str, words: dict[str, str]) -> str:
    for word, other in words.items():
        text = text.replace(word, other)
    return text
