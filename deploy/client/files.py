"""Which files the typed part of the client has, and what stands in them."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from deploy.client.operations import module, operations_of
from deploy.client.structs import Structs

FOLDER: Final = "clients/python"


def files_of(description: Mapping[str, Any]) -> dict[str, str]:
    """What is written where, below the checkout's root."""
    operations = operations_of(description)
    structs = Structs(description, operations)
    said = {tag["name"]: tag["description"] for tag in description["tags"]}
    homes = sorted({*structs.homes.values()})
    types = {f"{FOLDER}/types/{home}.py": structs.module(home) for home in homes}
    doors = {
        f"{FOLDER}/api/{name}.py": module(name, found, structs.homes, said[name])
        for name, found in operations.items()
    }
    return {name: _formatted(text) for name, text in (types | doors).items()}


def _formatted(text: str) -> str:
    """As our formatter writes it."""
    ruff = [str(Path(sys.executable).with_name("ruff"))]
    for step in (["check", "--fix", "--quiet", "--select", "I,F401"], ["format"]):
        command = [*ruff, *step, "--stdin-filename", f"{FOLDER}/api/made.py", "-"]
        text = subprocess.run(
            command, input=text, capture_output=True, text=True, check=True
        ).stdout
    return text
