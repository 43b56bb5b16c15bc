"""How a description becomes types and methods."""

from typing import Any

from deploy.client.files import files_of

TEXT = {"type": "string"}
SCHEMAS: dict[str, Any] = {
    "BoxBody": {
        "description": "What is packed.",
        "properties": {
            "note": {"anyOf": [TEXT, {"type": "null"}], "default": None},
            "size": {"enum": ["big", "small"]},
            "weight": {"type": "integer"},
        },
        "required": ["weight", "size"],
    },
    "BoxView": {
        "description": "A box.",
        "properties": {
            "at": {"type": "string", "format": "date-time"},
            "from": {"$ref": "#/components/schemas/Place"},
            "state": {"enum": ["open", "shut"]},
            "tags": {"type": "array", "items": TEXT, "default": []},
        },
        "required": ["from", "state", "at"],
    },
    "Place": {"description": "Where.", "properties": {"pin": TEXT}, "required": ["pin"]},
}


def _json(name: str) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}}


def _header(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/parameters/{name}"}


ORDERS: dict[str, Any] = {
    "operationId": "pack_box",
    "tags": ["orders"],
    "summary": "Pack a box.",
    "description": "Asks for a second step a short while before.",
    "parameters": [
        {"in": "path", "name": "box_id", "schema": TEXT, "required": True},
        {"in": "query", "name": "limit", "schema": {"type": "integer"}, "required": False},
        *(_header("IdempotencyKeyOptional"), _header("IfMatch")),
    ],
    "requestBody": _json("BoxBody"),
    "responses": {"201": _json("BoxView"), "204": {}, "404": _json("Problem")},
    "security": [{"person": []}],
}
SEARCH: dict[str, Any] = {
    "operationId": "find_place",
    "tags": ["search"],
    "summary": "Find a place.",
    "description": "",
    "parameters": [],
    "responses": {"200": _json("Place")},
    "security": [],
}
MADE = files_of(
    {
        "tags": [
            {"name": "orders", "description": "All about boxes."},
            {"name": "search", "description": "All that is found."},
        ],
        "paths": {"/v1/boxes/{box_id}": {"put": ORDERS}, "/v1/places": {"get": SEARCH}},
        "components": {"schemas": SCHEMAS},
    }
)


def body(name: str, begin: str) -> str:
    """What stands in a file from a line on."""
    text = MADE[f"clients/python/{name}.py"]
    return text[text.index(begin) :].split("\n\n\n")[0].rstrip("\n")


def test_what_is_sent_has_its_words_and_may_lack_the_rest():
    assert (
        body("types/orders", "class BoxBody")
        == '''class BoxBody(Sent):
    """What is packed."""

    weight: int
    size: Literal["big", "small"]
    note: str | UnsetType | None = UNSET'''
    )


def test_what_is_told_may_gain_words_and_is_named_as_python_allows():
    assert (
        body("types/orders", "class BoxView")
        == '''class BoxView(Told, rename={"from_": "from"}):
    """A box."""

    from_: Place
    state: str
    at: datetime
    tags: list[str] = []'''
    )


def test_what_two_services_speak_of_is_shared():
    assert body("types/shared", "class Place").startswith("class Place(Told):")
    assert "from .shared import Place" in MADE["clients/python/types/orders.py"]
    assert "clients/python/types/search.py" not in MADE


def test_an_operation_is_a_method_with_its_headers_as_keywords():
    assert (
        body("api/orders", "    def pack_box")
        == '''    def pack_box(
        self,
        box_id: str,
        body: BoxBody,
        *,
        limit: int | None = None,
        key: str = "",
        if_match: int | None = None,
    ) -> BoxView:
        """Pack a box. Needs a second step."""
        return self._caller.call(
            "PUT",
            at("/v1/boxes/{}", box_id),
            BoxView,
            query={"limit": limit},
            body=body,
            key=key,
            if_match=if_match,
        )'''
    )


def test_what_is_open_goes_without_a_token():
    assert body("api/search", "    def find_place").endswith(
        'self._caller.call("GET", "/v1/places", Place, signed=False)'
    )


def test_only_what_is_used_is_imported():
    assert "Literal" not in MADE["clients/python/types/shared.py"]
    assert "datetime" not in MADE["clients/python/api/search.py"]
