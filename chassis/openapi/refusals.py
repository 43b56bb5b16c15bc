"""The catalogue of refusals: each class that a service may raise, as callers are told it."""

import inspect
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from types import ModuleType
from typing import Final

from chassis.calls import RefusedThere
from chassis.errors import HTTP_STATUS, Changed, Refusal, code_of
from chassis.problems import internal
from contracts.values import Text

_WAITS: Final = "seconds"
"""A refusal whose text names it knows how long to wait."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """A refusal: its stable code, its status, when it is told, in which words, and if to repeat."""

    code: str
    status: int
    when: str
    text: Text
    again: str = "no"
    own: bool = False
    """Whether it is of a service's business, not of every door's."""


INTERNAL: Final = Known(
    code="internal",
    status=500,
    when="A fault of ours; it was logged under the request's id.",
    text=Text(hi=internal("hi", "").detail, en=internal("en", "").detail),
    again="yes, later, under the same Idempotency-Key",
)


def refusals_of(service: str, *, asks: Sequence[str] = ()) -> list[Known]:
    """Why a service may refuse, and those whom it asks; by status and code.

    It must have been imported: what its modules know, and what the chassis' modules that they use
    know, are all the refusals that it can raise.
    """
    kinds = {kind for module in _known_to(service) for kind in _refusals_in(module)}
    for other in asks:
        kinds |= {kind for kind in _all() if kind.__module__.startswith(f"services.{other}.")}
    found = [_known(kind) for kind in kinds]
    return sorted(found, key=lambda known: (known.status, known.code))


def by_code(services: Mapping[str, Sequence[Known]]) -> dict[Known, list[str]]:
    """Each refusal with the services that may tell it, by code."""
    told: dict[Known, list[str]] = {}
    for service, found in services.items():
        for known in found:
            told.setdefault(known, []).append(service)
    return dict(sorted(told.items(), key=lambda item: (item[0].code, item[0].status)))


def twice(refusals: Iterable[type[Refusal]] | None = None) -> dict[str, list[str]]:
    """Codes that more than one class has, with where they are."""
    places: dict[str, list[str]] = {}
    for kind in _all() if refusals is None else refusals:
        places.setdefault(code_of(kind), []).append(f"{kind.__module__}.{kind.__name__}")
    return {code: sorted(found) for code, found in sorted(places.items()) if len(found) > 1}


def _known(kind: type[Refusal]) -> Known:
    return Known(
        code=code_of(kind),
        status=next(HTTP_STATUS[base] for base in kind.__mro__ if base in HTTP_STATUS),
        when=" ".join((inspect.getdoc(kind) or "").split()),
        text=kind.text,
        again=_again(kind),
        own=kind.__module__.startswith("services."),
    )


def _again(kind: type[Refusal]) -> str:
    if issubclass(kind, Changed):
        return "yes, after looking again"
    if _WAITS in [name for _, name, _, _ in Formatter().parse(kind.text.en)]:
        return "yes, when the seconds in Retry-After have passed"
    return f"yes, after {kind.retry_after} s" if kind.retry_after else "no"


def _all() -> set[type[Refusal]]:
    found, waiting = set[type[Refusal]](), [Refusal]
    while waiting:
        below = waiting.pop().__subclasses__()
        found.update(below)
        waiting += below
    ours = {kind for kind in found if kind.__module__.startswith(("services.", "chassis."))}
    return ours - {RefusedThere}


def _refusals_in(module: ModuleType) -> set[type[Refusal]]:
    return {kind for kind in vars(module).values() if isinstance(kind, type)} & _all()


def _known_to(service: str) -> list[ModuleType]:
    """The modules of a service, and those of the chassis that they use, and so on."""
    waiting = [name for name in sys.modules if name.startswith(f"services.{service}.")]
    seen = set(waiting)
    while waiting:
        used = set(map(_home, vars(sys.modules[waiting.pop()]).values()))
        fresh = {
            name for name in used if name.startswith("chassis.") and name in sys.modules
        } - seen
        seen |= fresh
        waiting += fresh
    return [sys.modules[name] for name in seen]


def _home(value: object) -> str:
    """The module that a value of a module comes from."""
    return (
        value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", "") or ""
    )
