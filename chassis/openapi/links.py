"""Where an answer leads: operations that take an id which it holds, found by the field's name."""

from collections.abc import Sequence
from typing import Any

from chassis.openapi.routes import Operation, fields_of


def links_of(operation: Operation, others: Sequence[Operation]) -> dict[str, Any]:
    """For what makes a thing: the operations on the thing; for a page: the next one."""
    held = _ids(operation)
    found = {}
    for other in others:
        named = other.path_values
        if named and all(name in held for name in named):
            parameters = {name: f"$response.body#/{name}" for name in named}
            found[other.id] = {"operationId": other.id, "parameters": parameters}
    if "next" in fields_of(operation.door.answer):
        following = {"cursor": "$response.body#/next"}
        found["next_page"] = {"operationId": operation.id, "parameters": following}
    return found


def _ids(operation: Operation) -> set[str]:
    door = operation.door
    makes = door.method == "POST" and door.status in (201, 202)
    return {name for name in fields_of(door.answer) if makes and name.endswith("_id")}
