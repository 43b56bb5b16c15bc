"""The HTTP operations of services, read from their doors."""

import inspect
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from chassis.doors import SAFE, Door
from chassis.openapi.refusals import Known
from contracts.policy import POLICY

PRIVATE: Final = ("/healthz", "/readyz", "/metrics")
_NAMED: Final = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One door of one service, with what its docstring says."""

    service: str
    id: str
    """The name of the door's function, which no other door has: clients call it so too."""
    door: Door
    summary: str
    text: str = ""

    @property
    def path(self) -> str:
        """The address with its values in braces."""
        return _NAMED.sub(r"{\1}", self.door.path)

    @property
    def path_values(self) -> list[str]:
        """The names of what is named by the address."""
        return _NAMED.findall(self.door.path)

    @property
    def writes(self) -> bool:
        return self.door.method not in SAFE

    @property
    def versioned(self) -> bool:
        """Whether its answer bears an ETag."""
        return "version" in fields_of(self.door.answer)

    @property
    def edits(self) -> bool:
        """Whether it changes what has a version."""
        return self.writes and self.versioned and self.path_values != []

    @property
    def roles(self) -> list[str]:
        """Who may, by the policy table."""
        return [allow.role for allow in POLICY.get(self.door.may, ())]


@dataclass(frozen=True, kw_only=True)
class Api:
    """All that one description is made from."""

    services: Mapping[str, type]
    refusals: Mapping[str, Sequence[Known]]
    """By service: why its doors, and what stands before them, may say no."""
    examples: Mapping[str, Any] = field(default_factory=dict)
    """True bodies and answers by the name of their type; parameters by their own."""

    def operations(self) -> list[Operation]:
        """By address and method."""
        found = [
            op for name, service in self.services.items() for op in operations_of(name, service)
        ]
        return sorted(found, key=lambda op: (op.path, op.door.method))


def operations_of(name: str, service: type) -> list[Operation]:
    """The public HTTP operations of a service class."""
    methods = [getattr(service, attribute) for attribute in dir(service)]
    return [
        _operation(name, method)
        for method in methods
        if hasattr(method, "__door__") and method.__door__.path not in PRIVATE
    ]


def doors_of(service: type) -> list[Door]:
    """The public HTTP doors of a service class, in the order of their addresses."""
    doors = [operation.door for operation in operations_of("", service)]
    return sorted(doors, key=lambda door: (door.path, door.method))


def fields_of(kind: Any) -> tuple[str, ...]:
    """The names of a type's fields as they travel; none of what is no Struct."""
    return tuple(getattr(kind, "__struct_encode_fields__", ()))


def _operation(service: str, method: Any) -> Operation:
    """The first paragraph of a docstring is the summary."""
    first, _, rest = (inspect.getdoc(method) or method.__door__.summary).partition("\n\n")
    summary, text = " ".join(first.split()), rest.strip()
    id: str = method.__name__
    return Operation(service=service, id=id, door=method.__door__, summary=summary, text=text)
