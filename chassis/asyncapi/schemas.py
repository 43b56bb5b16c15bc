"""JSON Schemas of what is published, and which changes of them break readers or old messages.

Compatible is one change: a new optional field. More words for an enumeration, a wider limit and a
field that became optional are let through as well, for readers that are deployed first.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

UNIT: Final = "x-unit"
_LEAST: Final = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_MOST: Final = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_FORMS: Final = ("pattern", "multipleOf")
_TEXTS: Final = ("title", "description")
_NAMES: Final = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    type(None): "null",
}
Schema = Mapping[str, Any]
Break = tuple[str, str]


def schema_of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """What travels, without the words that explain it: they may change."""
    bare: dict[str, Any] = _bare(msgspec.json.schema(kind))
    return bare


def breaks(name: str, kept: Schema, present: Schema) -> list[str]:
    """What of `present` breaks those who rely on `kept`, each as `event: field: rule`."""
    found = _Comparison(kept, present).between(kept, present, "", ())
    return [f"{name}: {field or 'data'}: {rule}" for field, rule in found]


def resolved(node: Schema, root: Schema) -> Schema:
    """The node itself, or what it refers to in the `$defs` of its schema."""
    name = node.get("$ref", "").rpartition("/")[2]
    return root["$defs"][name] if name else node


def _bare(node: Any) -> Any:
    if isinstance(node, list):
        return [_bare(one) for one in node]
    if not isinstance(node, dict):
        return node
    return {key: _bare_value(key, value) for key, value in node.items() if key not in _TEXTS}


def _bare_value(key: str, value: Any) -> Any:
    if key in ("properties", "$defs"):  # keyed by names, among which may be a field `title`
        return {name: _bare(one) for name, one in value.items()}
    return value if key in ("default", "enum") else _bare(value)


class _Comparison:
    """Walks two schemas side by side."""

    def __init__(self, kept: Schema, present: Schema) -> None:
        self._kept, self._present = kept, present

    def between(
        self, kept: Schema, present: Schema, at: str, inside: tuple[Any, ...]
    ) -> Iterator[Break]:
        """The breaks between two nodes; `inside` are the types around them, each met once."""
        names = kept.get("$ref"), present.get("$ref")
        if all(names) and names in inside:
            return
        kept, present = resolved(kept, self._kept), resolved(present, self._present)
        inside = (*inside, names)
        before, after = _kind(kept, self._kept), _kind(present, self._present)
        if before != after:
            yield at, f"type changed from {before} to {after}"
            return
        yield from ((at, rule) for rule in (*_limits(kept, present), *_words(kept, present)))
        yield from self._fields(kept, present, at, inside)
        yield from self._values(kept, present, at, inside)
        yield from self._items(kept, present, at, inside)

    def _fields(
        self, kept: Schema, present: Schema, at: str, inside: tuple[Any, ...]
    ) -> Iterator[Break]:
        old, new = kept.get("properties", {}), present.get("properties", {})
        must, musts = kept.get("required", ()), present.get("required", ())
        for name in {**old, **new}:
            field = f"{at}.{name}".removeprefix(".")
            if name not in new:
                yield field, "field removed or renamed"
            elif name not in old:
                if name in musts:
                    yield field, "new field is required"
            else:
                if name in musts and name not in must:
                    yield field, "field became required"
                yield from ((field, rule) for rule in _default(old[name], new[name]))
                yield from self.between(old[name], new[name], field, inside)

    def _values(
        self, kept: Schema, present: Schema, at: str, inside: tuple[Any, ...]
    ) -> Iterator[Break]:
        """Of fields that the type does not name."""
        old, new = (side.get("additionalProperties", {}) for side in (kept, present))
        if new is False and old is not False:
            yield at, "unknown fields refused"
        elif isinstance(old, Mapping) and isinstance(new, Mapping) and (old or new):
            yield from self.between(old, new, at + "{}", inside)

    def _items(
        self, kept: Schema, present: Schema, at: str, inside: tuple[Any, ...]
    ) -> Iterator[Break]:
        """Of lists, of tuples, and of what may be one of several types."""
        old, new = kept.get("items") or {}, present.get("items") or {}
        if old or new:
            yield from self.between(old, new, at + "[]", inside)
        places = zip(kept.get("prefixItems", ()), present.get("prefixItems", ()), strict=False)
        for number, (old, new) in enumerate(places):
            yield from self.between(old, new, f"{at}[{number}]", inside)
        choices = _choices(kept, self._kept), _choices(present, self._present)
        for old, new in zip(*choices, strict=True):  # as many of the same kind: see `_kind`
            yield from self.between(old, new, at, inside)


def _choices(node: Schema, root: Schema) -> list[Schema]:
    """What may stand here, in an order of its own: the order of a union says nothing."""
    return sorted(
        node.get("anyOf", ()), key=lambda one: (_kind(resolved(one, root), root), str(one))
    )


def _kind(node: Schema, root: Schema) -> str:
    """The type in a word or two; an enumeration is of the type of its words."""
    if "anyOf" in node:
        return " or ".join(sorted(_kind(resolved(one, root), root) for one in node["anyOf"]))
    if "enum" in node:
        return " or ".join(sorted({_NAMES[type(word)] for word in node["enum"]}))
    form = node.get("format") or node.get("contentEncoding")
    return str(node.get("type", "anything")) + (f" ({form})" if form else "")


def _limits(kept: Schema, present: Schema) -> Iterator[str]:
    for word in (*_LEAST, *_MOST, *_FORMS):
        before, after = kept.get(word), present.get(word)
        if after is not None and after != before and not _wider(word, before, after):
            yield f"{word} tightened from {_said(before)} to {_said(after)}"
    if UNIT in kept and kept[UNIT] != present.get(UNIT):
        yield f"unit changed from {kept[UNIT]} to {present.get(UNIT, 'none')}"


def _wider(word: str, before: Any, after: Any) -> bool:
    if before is None or word in _FORMS:
        return False
    return bool(after < before if word in _LEAST else after > before)


def _words(kept: Schema, present: Schema) -> Iterator[str]:
    if "enum" in present and "enum" not in kept:
        yield f"narrowed to the values {', '.join(map(_said, present['enum']))}"
    elif "enum" in present:
        yield from (
            f"value {_said(word)} removed" for word in kept["enum"] if word not in present["enum"]
        )


def _default(kept: Schema, present: Schema) -> Iterator[str]:
    """An old message without the field would be read as something else."""
    if "default" in kept and "default" in present and kept["default"] != present["default"]:
        yield f"default changed from {_said(kept['default'])} to {_said(present['default'])}"


def _said(value: Any) -> str:
    return "none" if value is None else json.dumps(value, ensure_ascii=False)
