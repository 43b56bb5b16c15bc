"""Memory of the events that are done, so that a repeat is recognised."""


class Seen:
    """Remembers the last `limit` event ids and forgets the oldest first."""

    def __init__(self, limit: int = 10_000) -> None:
        self._limit = limit
        self._ids: dict[str, None] = {}

    def __contains__(self, event_id: object) -> bool:
        return event_id in self._ids

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, event_id: str) -> None:
        """Remember that the event is done."""
        self._ids.pop(event_id, None)
        self._ids[event_id] = None
        if len(self._ids) > self._limit:
            del self._ids[next(iter(self._ids))]
