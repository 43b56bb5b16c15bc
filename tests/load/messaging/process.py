"""The process of one contender: `python -m tests.load.messaging.process ours.server 7`.

The contender's module gives `commands()`: what the parent may ask for, by name. Each line on the
socket 7 is a JSON array of a name and its arguments; each is answered with one line.
"""

import json
import socket
import sys
import traceback
import warnings
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

Commands = Mapping[str, Callable[..., Any]]


def obey(commands: Commands, line: socket.socket) -> None:
    """Answer commands until the parent closes the line."""
    with line.makefile("r") as asked, line.makefile("w") as answers:
        print(json.dumps({"answer": "ready"}), file=answers, flush=True)
        for text in asked:
            name, arguments = json.loads(text)
            try:
                reply = {"answer": commands[name](**arguments)}
            except Exception:
                reply = {"error": traceback.format_exc()}
            print(json.dumps(reply), file=answers, flush=True)


def main(contender: str, descriptor: str) -> int:
    """Patched before anything else is imported, where greenlets are used."""
    if not contender.startswith("raw."):
        warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")
        import_module("eventlet").monkey_patch()
    commands = import_module(f"tests.load.messaging.{contender}").commands()
    obey(commands, socket.socket(fileno=int(descriptor)))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
