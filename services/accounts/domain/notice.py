"""Notices: what people are told of the use of their information, in versions that never change."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from contracts.accounts import Purpose
from contracts.message import Message
from contracts.values import Instant, Text
from services.accounts.domain.rights_refusals import NoticeNotFound


class NoticePurpose(Message):
    """One purpose: which `data` serves it and how; `ground` is law or the person's consent."""

    purpose: Purpose
    ground: Literal["law", "consent"]
    title: Text
    data: Text
    use: Text


class Notice(Message):
    """One version, as its file says it; `hash` is the file's SHA-256."""

    name: str
    version: int
    valid_from: Instant
    title: Text
    purposes: list[NoticePurpose]
    withdraw: Text
    complain: Text
    hash: str = ""

    def asked(self) -> list[Purpose]:
        """The purposes for which consent is asked."""
        return [item.purpose for item in self.purposes if item.ground == "consent"]


class Notices:
    """All versions of all notices."""

    def __init__(self, notices: Sequence[Notice]) -> None:
        self._all = sorted(notices, key=lambda notice: notice.version)

    def current(self, name: str, at: datetime) -> Notice:
        """The latest one that is valid by then. Raises `NoticeNotFound`."""
        valid = [n for n in self._all if n.name == name and n.valid_from <= at]
        if not valid:
            raise NoticeNotFound(field="notice")
        return valid[-1]

    def version(self, name: str, version: int) -> Notice:
        """Also an old one. Raises `NoticeNotFound`."""
        for notice in self._all:
            if (notice.name, notice.version) == (name, version):
                return notice
        raise NoticeNotFound(field="version")
