"""What the writer needs of Elasticsearch, in a dict: multi-get and bulk with sequence numbers."""

from collections.abc import Callable
from typing import Any

Hook = Callable[[], None]


class SmallElastic:
    """Two documents of one id in two indexes are two; `before_bulk` lets others write first."""

    def __init__(self, before_bulk: Hook = lambda: None) -> None:
        self.kept: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}
        self.bulks: list[int] = []
        self.refused: set[str] = set()
        self.gone: set[str] = set()
        self.before_bulk = before_bulk
        self._number = 0

    def mget(self, docs: list[dict[str, Any]]) -> dict[str, Any]:
        return {"docs": [self._got(doc["_index"], doc["_id"]) for doc in docs]}

    def bulk(self, operations: list[dict[str, Any]]) -> dict[str, Any]:
        self.before_bulk()
        pairs = list(zip(operations[::2], operations[1::2], strict=True))
        self.bulks.append(len(pairs))
        return {"items": [self._written(action, document) for action, document in pairs]}

    def store(self, index: str, id: str, document: dict[str, Any]) -> None:
        """As another writer would."""
        self._number += 1
        self.kept[index, id] = self._number, document

    def _got(self, index: str, id: str) -> dict[str, Any]:
        if index in self.gone:
            return {"error": {"type": "index_not_found_exception"}}
        if (index, id) not in self.kept:
            return {"found": False}
        number, document = self.kept[index, id]
        about = {"_id": id, "_seq_no": number, "_primary_term": 1}
        return about | {"found": True, "_source": document}

    def _written(self, action: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
        [(kind, about)] = action.items()
        place = about["_index"], about["_id"]
        known = self.kept.get(place, (None,))[0]
        if about["_id"] in self.refused:
            return {kind: {"status": 400, "error": {"type": "document_parsing_exception"}}}
        if known != about.get("if_seq_no"):
            return {kind: {"status": 409, "error": {"type": "version_conflict_engine_exception"}}}
        self.store(*place, document)
        return {kind: {"status": 201 if kind == "create" else 200}}
