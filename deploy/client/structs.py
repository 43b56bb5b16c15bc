"""The types of bodies and answers, as msgspec structs by service."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from deploy.client.kinds import Schema, attribute, imports, kind_of, name_of, prose, references

SHARED: Final = "shared"
LEFT_OUT: Final = ("Problem", "Fault")
"""Written by hand in the client."""
Homes = Mapping[str, str]


class Structs:
    """The schemas of a description: who needs which, and where its struct stands."""

    def __init__(self, description: Mapping[str, Any], operations: Mapping[str, list[Any]]) -> None:
        self.schemas: Mapping[str, Schema] = description["components"]["schemas"]
        users: dict[str, set[str]] = {}
        self.sent: set[str] = set()
        told: set[str] = set()
        for service, found in operations.items():
            for operation in found:
                sent = self._needed(operation.get("requestBody"))
                answers = self._needed(_successes(operation))
                self.sent |= sent
                told |= answers
                for name in sent | answers:
                    users.setdefault(name, set()).add(service)
        self.sent -= told
        self.homes: Homes = {
            name: min(services) if len(services) == 1 else SHARED
            for name, services in users.items()
            if name not in LEFT_OUT
        }

    def module(self, home: str) -> str:
        """The text of one service's types."""
        names = sorted(name for name, at in self.homes.items() if at == home)
        structs = "\n\n\n".join(self._struct(name) for name in names)
        shared = self._from_shared(home, names)
        bases = [base for base in ("Sent", "Told") if f"({base}" in structs]
        lines = [*imports(structs), f"from .base import {', '.join(bases)}", *shared]
        said = "What several services speak of." if home == SHARED else f"Types of {home}."
        head = f'"""{said} Made by `haat client`."""\n\nfrom __future__ import annotations\n'
        return "\n".join([head, *lines]) + f"\n\n\n{structs}\n"

    def _needed(self, node: Any) -> set[str]:
        found: set[str] = set()
        waiting = list(references(node))
        while waiting:
            name = waiting.pop()
            if name in self.schemas and name not in found:
                found.add(name)
                waiting += references(self.schemas[name])
        return found

    def _from_shared(self, home: str, names: list[str]) -> list[str]:
        if home == SHARED:
            return []
        used = {found for name in names for found in references(self.schemas[name])}
        wanted = sorted(name for name in used if self.homes.get(name) == SHARED)
        return [f"from .{SHARED} import {', '.join(wanted)}"] if wanted else []

    def _struct(self, name: str) -> str:
        schema, sent = self.schemas[name], name in self.sent
        named = {attribute(field): field for field in schema["properties"]}
        renamed = {ours: field for ours, field in named.items() if ours != field}
        rename = f", rename={renamed!r}".replace("'", '"') if renamed else ""
        lines = [f"class {name}({'Sent' if sent else 'Told'}{rename}):"]
        lines += [prose(schema.get("description", name), "    ")]
        fields = list(self._fields(schema, sent))
        return "\n".join([*lines, *([""] if fields else []), *fields])

    def _fields(self, schema: Schema, sent: bool) -> Iterator[str]:
        """What must be there first, in the order of the description."""
        required, known = schema.get("required", []), schema["properties"]
        for field in [*required, *(name for name in known if name not in required)]:
            kind, left = kind_of(known[field], closed=sent), ""
            if field not in required and sent:
                none = " | None" if kind.endswith(" | None") else ""
                kind, left = f"{kind.removesuffix(' | None')} | UnsetType{none}", " = UNSET"
            elif field not in required:
                left = f" = {_default(known[field])}"
            yield f"    {attribute(field)}: {kind}{left}"


def _default(schema: Schema) -> str:
    default = schema.get("default")
    if "$ref" in schema and isinstance(default, Mapping):
        given = ", ".join(f"{attribute(field)}={value!r}" for field, value in default.items())
        return f"field(default_factory=lambda: {name_of(schema)}({given}))"
    return f'"{default}"' if isinstance(default, str) else repr(default)


def _successes(operation: Mapping[str, Any]) -> list[Any]:
    return [told for code, told in operation["responses"].items() if code.startswith("2")]
