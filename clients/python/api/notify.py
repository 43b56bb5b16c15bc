"""Operations of notify. Made by `haat client`."""

from __future__ import annotations

from ..caller import Caller
from ..types.notify import MessagePage


class Notify:
    """All doors of notify."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list_messages(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        order_id: str | None = None,
        person_id: str | None = None,
    ) -> MessagePage:
        """What the caller was told, newest first."""
        return self._caller.call(
            "GET",
            "/v1/messages",
            MessagePage,
            query={"cursor": cursor, "limit": limit, "order_id": order_id, "person_id": person_id},
        )
