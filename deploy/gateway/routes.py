"""Which service answers which path: read from the services' doors as they stand in their files.

Nothing is imported, so that a half-written service is no hindrance. `python -m
deploy.gateway.routes` prints nginx's map, which the gateway's image takes along.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

SERVICES = Path(__file__).resolve().parents[2] / "services"
_OUTSIDE = ("/v1/", "/.well-known/")
_PARAMETER = re.compile(r"<[^<>]+>")


def route_map(services: Path = SERVICES) -> str:
    """The lines of nginx's map from a path to its service.

    What begins with a word that one service alone uses is that service's; where several share
    a word, each has just the paths of its doors.
    """
    doors = {path.parent.name: _paths(path) for path in sorted(services.glob("*/entrypoints"))}
    users: dict[str, set[str]] = {}
    for name, paths in doors.items():
        for path in paths:
            users.setdefault(_word(path), set()).add(name)
    lines = []
    for name, paths in doors.items():
        own = sorted({_word(path) for path in paths if len(users[_word(path)]) == 1})
        shared = sorted(_exactly(path) for path in paths if len(users[_word(path)]) > 1)
        lines += [f'"~^({"|".join(map(_escaped, own))})(/|$)" {name};'] if own else []
        lines += [f'"~^{pattern}$" {name};' for pattern in shared]
    return "\n".join(lines)


def _paths(entrypoints: Path) -> set[str]:
    found = (path for file in entrypoints.glob("*.py") for path in _doors(file))
    return {path for path in found if path.startswith(_OUTSIDE)}


def _doors(file: Path) -> Iterator[str]:
    """The path of every `@http(method, path, …)`."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        for call in getattr(node, "decorator_list", ()):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "http":
                path = call.args[1]
                assert isinstance(path, ast.Constant), f"{file}: a door's path is no text"
                yield str(path.value)


def _word(path: str) -> str:
    """`/v1/orders` of `/v1/orders/<order_id>/timeline`."""
    return "/".join(path.split("/")[:3])


def _exactly(path: str) -> str:
    return "[^/]+".join(_escaped(part) for part in _PARAMETER.split(path))


def _escaped(path: str) -> str:
    return path.replace(".", r"\.")


if __name__ == "__main__":
    sys.stdout.write(route_map() + "\n")
