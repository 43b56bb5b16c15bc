"""What the outside, and events about several products, may ask of the search service."""

from chassis.people import Person
from contracts.message import Message
from services.search.domain.meaning import MeaningKind
from services.search.domain.phrasing import Phrase


class CountSale(Message):
    """The product was part of a completed order."""

    product_id: str
    order_id: str


class AddMeaning(Message):
    """Keep a new meaning under its slug."""

    meaning_id: str
    kind: MeaningKind
    categories: list[str]
    broader: list[str]
    phrases: list[Phrase]
    by: Person


class EditMeaning(Message):
    """Say a meaning otherwise; None leaves as it is."""

    meaning_id: str
    by: Person
    categories: list[str] | None = None
    broader: list[str] | None = None
    phrases: list[Phrase] | None = None
    if_match: int | None = None


class RetireMeaning(Message):
    """Let words say it no more."""

    meaning_id: str
    if_match: int | None = None


class RestoreMeaning(Message):
    """Let words say a retired meaning again."""

    meaning_id: str
    if_match: int | None = None
