"""How a query begins, or the words of one."""

from contracts.message import Message


class Opening(Message):
    """As typed in Latin letters, in the keys that its last word may have, in plain letters."""

    typed: str
    keys: list[str]
    sound: str = ""


class Begun(Message):
    """A word by the key that it begins with, and keys of whole words that are the same to it."""

    key: str
    same: list[str] = []
