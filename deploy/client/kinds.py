"""JSON Schemas as Python types."""

import keyword
from collections.abc import Iterator, Mapping
from typing import Any, Final

Schema = Mapping[str, Any]
_PLAIN: Final = {"integer": "int", "boolean": "bool", "number": "float", "null": "None"}
_FORMATS: Final = {"date-time": "datetime", "date": "date"}


def kind_of(schema: Schema, *, closed: bool) -> str:
    """The type's expression.

    `closed` for what callers send: only the listed words. Answers may gain words, so their words
    are any text.
    """
    if "$ref" in schema:
        return name_of(schema)
    if "anyOf" in schema:
        return " | ".join(kind_of(one, closed=closed) for one in schema["anyOf"])
    if "enum" in schema:
        words = ", ".join(f'"{word}"' for word in schema["enum"])
        return f"Literal[{words}]" if closed else "str"
    match schema.get("type"):
        case "string":
            return _FORMATS.get(schema.get("format", ""), "str")
        case "array" if "prefixItems" in schema:
            each = [kind_of(one, closed=closed) for one in schema["prefixItems"]]
            return f"tuple[{', '.join(each)}]"
        case "array":
            return f"list[{kind_of(schema['items'], closed=closed)}]"
        case "object":
            values = schema.get("additionalProperties")
            inside = kind_of(values, closed=closed) if isinstance(values, Mapping) else "Any"
            return f"dict[str, {inside}]"
        case plain:
            return _PLAIN.get(str(plain), "Any")


def name_of(reference: Schema) -> str:
    """`#/components/schemas/OrderView` is `OrderView`."""
    return str(reference["$ref"]).rpartition("/")[2]


def references(node: Any) -> Iterator[str]:
    """The names of all types that a schema speaks of."""
    if isinstance(node, Mapping):
        if isinstance(node.get("$ref"), str):
            yield name_of(node)
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def attribute(name: str) -> str:
    """A field's name in Python: `from_` for `from`."""
    return f"{name}_" if keyword.iskeyword(name) else name


def prose(text: str, indent: str = "") -> str:
    """A docstring of that text, folded to the line length."""
    words, lines, room = text.split(), [""], 94 - len(indent)
    for word in words:
        if len(lines[-1]) + len(word) > room:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    if len(lines) == 1:
        return f'{indent}"""{lines[0]}"""'
    body = "\n".join(f"{indent}{line}" for line in lines)
    return f'{indent}"""{body.strip()}\n{indent}"""'


def imports(code: str) -> list[str]:
    """The lines of the standard library's names that the code speaks of."""
    from_typing = [name for name in ("Any", "Literal") if f"{name}[" in code or f"{name}]" in code]
    from_datetime = [name for name in ("date", "datetime") if f": {name}" in code]
    from_msgspec = ["UNSET", "UnsetType"] if "UNSET" in code else []
    from_msgspec += ["field"] if " field(" in code else []
    found = {"datetime": from_datetime, "typing": from_typing, "msgspec": from_msgspec}
    return [f"from {module} import {', '.join(names)}" for module, names in found.items() if names]
