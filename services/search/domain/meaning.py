"""A meaning: every way in which people say one thing, across languages and scripts."""

from datetime import datetime
from typing import ClassVar, Literal

from chassis.aggregate import Aggregate, Moves
from contracts.message import Message
from contracts.values import Language

MeaningKind = Literal["thing", "need", "material", "colour", "occasion", "person", "quality"]
"""A thing is goods or a service by its name, a need a wish that calls for it; others describe."""


class Term(Message):
    """One way to say it; `weight` below 1 where it says it loosely."""

    text: str
    language: Language
    script: Literal["Deva", "Latn"]
    added_by: str
    added_at: datetime
    weight: float = 1.0


class Meaning(Aggregate, kw_only=True):
    """Terms that stand for each other, under a slug of their own as `id`.

    `categories`: of things and needs, those whose goods are meant, the most fitting first; of
    other kinds, those within which alone the meaning holds. `broader`: slugs of wider meanings.
    `changed_at` by staff; None as long as it is what it was seeded.
    """

    MOVES: ClassVar[Moves] = {"known": {"retired"}, "retired": {"known"}}

    kind: MeaningKind
    broader: list[str] = []
    categories: list[str] = []
    terms: list[Term] = []
    changed_at: datetime | None = None

    def describe(
        self, *, categories: list[str], broader: list[str], terms: list[Term], at: datetime
    ) -> None:
        """Say it anew; what is said already changes nothing."""
        if (categories, broader, terms) != (self.categories, self.broader, self.terms):
            self.categories, self.broader, self.terms = categories, broader, terms
            self.changed_at = at

    def retire(self, at: datetime) -> None:
        """Words say it no more."""
        self.move_to("retired")
        self.changed_at = at

    def restore(self, at: datetime) -> None:
        """Words say it again."""
        self.move_to("known")
        self.changed_at = at
