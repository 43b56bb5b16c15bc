"""Every refusal of the repository, and every place that raises one."""

import ast
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import chassis
import services
from chassis.calls import RefusedThere
from chassis.errors import Refusal

ROOT = Path(chassis.__file__).parent.parent


def import_everything() -> None:
    """Load all modules of the chassis and the services, but not the program itself."""
    for package in (chassis, services):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                import_module(found.name)


def refusals() -> list[type[Refusal]]:
    """All classes that are refusals with a text of their own; no tests' ones."""
    import_everything()
    found: set[type[Refusal]] = set()
    rest = [Refusal]
    while rest:
        rest += (subclasses := rest.pop().__subclasses__())
        found |= set(subclasses)
    ours = {kind for kind in found if kind.__module__.split(".")[0] in ("chassis", "services")}
    return sorted(ours - {RefusedThere}, key=lambda kind: (kind.__module__, kind.__name__))


def raised() -> Iterator[tuple[str, str, set[str]]]:
    """Where, which class and with which values: each call of a refusal's name."""
    names = {kind.__name__ for kind in refusals()}
    for folder in ("chassis", "services"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and (name := _called(node.func)) in names:
                    where = f"{path.relative_to(ROOT)}:{node.lineno}"
                    yield where, name, {str(keyword.arg) for keyword in node.keywords}


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
