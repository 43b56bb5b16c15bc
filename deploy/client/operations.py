"""The operations of the API, as one method each, in one class for each service."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from deploy.client.kinds import attribute, imports, kind_of, prose, references
from deploy.client.structs import Homes

_HEADERS: Final = "#/components/parameters/"
_NO_CLIENT: Final = ("hear_stripe",)
"""What the payment provider calls."""


def operations_of(description: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The operations by service, each with its method and path."""
    found: dict[str, list[dict[str, Any]]] = {tag["name"]: [] for tag in description["tags"]}
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            if operation["operationId"] not in _NO_CLIENT:
                told = operation | {"method": method.upper(), "path": path}
                found[operation["tags"][0]].append(told)
    return found


def module(service: str, operations: list[dict[str, Any]], homes: Homes, said: str) -> str:
    """The text of one service's operations."""
    methods = "\n\n".join(_method(operation) for operation in operations)
    lines = [
        f'"""Operations of {service}. Made by `haat client`."""',
        "",
        "from __future__ import annotations",
        "",
        *imports(methods),
        *_needed_types(operations, homes),
        f"from ..caller import Caller{', at' if 'at(' in methods else ''}",
        "",
        "",
        f"class {service.title()}:",
        prose(said, "    "),
        "",
        "    def __init__(self, caller: Caller) -> None:",
        "        self._caller = caller",
        "",
    ]
    return "\n".join(lines) + f"\n{methods}\n"


def _needed_types(operations: list[dict[str, Any]], homes: Homes) -> list[str]:
    used: dict[str, set[str]] = {}
    for operation in operations:
        nodes = [operation.get("requestBody"), _answer(operation)]
        for name in references(nodes):
            used.setdefault(homes[name], set()).add(name)
    return [
        f"from ..types.{home} import {', '.join(sorted(names))}"
        for home, names in sorted(used.items())
    ]


def _method(operation: dict[str, Any]) -> str:
    answer = _kind_of_answer(operation)
    given = ", ".join(["self", *_arguments(operation)])
    passed = ", ".join([f'"{operation["method"]}"', _path(operation), answer, *_passed(operation)])
    return "\n".join(
        [
            f"    def {operation['operationId']}({given}) -> {answer}:",
            prose(_said(operation), "        "),
            f"        return self._caller.call({passed})",
        ]
    )


def _said(operation: dict[str, Any]) -> str:
    sure = (
        " Needs a second step." if "second step a short while" in operation["description"] else ""
    )
    return str(operation["summary"]) + sure


def _arguments(operation: dict[str, Any]) -> Iterator[str]:
    yield from (f"{name}: str" for name in _named(operation, "path"))
    body = operation.get("requestBody")
    if body:
        yield f"body: {kind_of(body['content']['application/json']['schema'], closed=True)}"
    keywords = list(_keywords(operation))
    yield from ["*", *keywords] if keywords else []


def _keywords(operation: dict[str, Any]) -> Iterator[str]:
    for parameter in operation["parameters"]:
        if parameter.get("in") == "query":
            kind = kind_of(parameter["schema"], closed=True)
            left = "" if parameter["required"] else " | None = None"
            yield f"{attribute(parameter['name'])}: {kind}{left}"
    if _bears(operation, "IdempotencyKey"):
        yield 'key: str = ""'
    if _bears(operation, "IfMatch"):
        yield "if_match: int | None = None"


def _passed(operation: dict[str, Any]) -> Iterator[str]:
    query = _named(operation, "query")
    if query:
        yield "query={" + ", ".join(f'"{name}": {attribute(name)}' for name in query) + "}"
    if operation.get("requestBody"):
        yield "body=body"
    if _bears(operation, "IdempotencyKey"):
        yield "key=key"
    if _bears(operation, "IfMatch"):
        yield "if_match=if_match"
    if not operation["security"]:
        yield "signed=False"


def _path(operation: dict[str, Any]) -> str:
    names, path = _named(operation, "path"), operation["path"]
    for name in names:
        path = path.replace(f"{{{name}}}", "{}")
    return f'at("{path}", {", ".join(names)})' if names else f'"{path}"'


def _named(operation: dict[str, Any], place: str) -> list[str]:
    return [one["name"] for one in operation["parameters"] if one.get("in") == place]


def _bears(operation: dict[str, Any], header: str) -> bool:
    references = [one.get("$ref", "") for one in operation["parameters"]]
    return any(one.startswith(_HEADERS + header) for one in references)


def _answer(operation: dict[str, Any]) -> Any:
    """The content of the answer that is not empty."""
    told = [one for code, one in operation["responses"].items() if code.startswith("2")]
    return next(one["content"] for one in told if "content" in one)


def _kind_of_answer(operation: dict[str, Any]) -> str:
    content = _answer(operation)
    schema = content.get("application/json", {}).get("schema")
    return kind_of(schema, closed=False) if schema else "bytes"
