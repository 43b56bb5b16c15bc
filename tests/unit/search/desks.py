"""A desk over few meanings and an index that answers as it is told."""

from collections.abc import Sequence
from typing import Any, Literal

from chassis.errors import Unavailable
from services.search.domain.found import Facets
from services.search.domain.hits import Hit, Hits
from services.search.domain.listing import Listing
from services.search.domain.meaning import Meaning, MeaningKind, Term
from services.search.domain.opening import Begun, Opening
from services.search.domain.plan import Plan
from services.search.domain.wanted import Filters, Kind, Page, Wishes
from services.search.domain.weights import Weights
from services.search.language import script
from services.search.meaning.lexicon import Lexicon
from services.search.meaning.vocabulary import Vocabulary
from services.search.places import Gazetteer
from services.search.queries.desk import Desk
from tests.unit.search.conftest import StoodClock
from tests.unit.search.listings import NOW


def meaning(slug: str, *said: str, kind: MeaningKind = "thing", **about: Any) -> Meaning:
    """A meaning with these terms; "lathi~0.8" says it loosely."""
    return Meaning(id=slug, status="known", kind=kind, terms=[_term(one) for one in said], **about)


def _term(said: str) -> Term:
    text, _, weight = said.partition("~")
    writing: Literal["Deva", "Latn"] = "Deva" if script(text) == "Deva" else "Latn"
    return Term(
        text=text,
        language="hi",
        script=writing,
        weight=float(weight or 1),
        added_by="haat",
        added_at=NOW,
    )


CHUDI = meaning("chudi", "चूड़ी", "bangle", categories=["lac-bangles", "glass-bangles"])
LAHTHI = meaning(
    "lahthi",
    "लहठी",
    "lathi",
    "लाख की चूड़ी",
    broader=["chudi"],
    categories=["lac-bangles"],
)
LEAK = meaning("leak", "नल टपक", "tap leaking", kind="need", categories=["plumbing"])
RED = meaning("red", "लाल", "red", kind="colour")
BRIDAL = meaning("bridal", "दुल्हन", "bridal", kind="person", categories=["lac-bangles"])
MEANINGS = (CHUDI, LAHTHI, LEAK, RED, BRIDAL)


class ToldFinder:
    """`Finder`: hands out the next of `answers`, the last one again and again; keeps the calls."""

    def __init__(self, *answers: Hits | None, listed: Sequence[Listing] = ()) -> None:
        self.answers, self.listed = list(answers) or [hits()], list(listed)
        self.calls: list[tuple[str, Any, Filters, Wishes, Page]] = []

    def by_words(self, plan: Plan, filters: Filters, wishes: Wishes, page: Page) -> Hits:
        self.calls.append(("words", plan, filters, wishes, page))
        return self._next()

    def by_letters(self, grams: list[str], filters: Filters, page: Page) -> Hits:
        self.calls.append(("letters", grams, filters, Wishes(), page))
        return self._next()

    def listing(self, product_id: str) -> Listing | None:
        return next((one for one in self.listed if one.product_id == product_id), None)

    def beginning(self, begun: Opening, kind: Kind | None, limit: int) -> list[Listing]:
        return [one for one in self.listed if kind in (None, one.kind)][:limit]

    def _next(self) -> Hits:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer is None:
            raise Unavailable(field="index")
        return answer


class ToldShelf:
    """`Shelf` of some listings; away where it has none. Keeps what it was asked."""

    def __init__(self, listed: Sequence[Listing] | None = None) -> None:
        self.listed = listed
        self.asked: tuple[Sequence[Begun], Filters, int] | None = None

    def starting(self, words: Sequence[Begun], filters: Filters, limit: int) -> list[Listing]:
        self.asked = (words, filters, limit)
        if self.listed is None:
            raise Unavailable(field="titles")
        return list(self.listed)[:limit]


def hits(*listed: Listing, total: int | None = None) -> Hits:
    """These, placed by falling scores."""
    found = [Hit(one, 9.5 - n, [9.5 - n, one.product_id]) for n, one in enumerate(listed)]
    return Hits(
        total=len(found) if total is None else total, more=False, hits=found, facets=Facets()
    )


def desk(finder: ToldFinder, meanings: Sequence[Meaning] = MEANINGS, **about: Any) -> Desk:
    """All that answering takes; goods are few unless `about` says otherwise."""
    lexicon, vocabulary = Lexicon(meanings), Vocabulary()
    vocabulary.add(lexicon.vocabulary)
    usual: dict[str, Any] = {
        "index": finder,
        "lexicon": lambda: lexicon,
        "vocabulary": vocabulary,
        "gazetteer": Gazetteer.load(),
        "weights": Weights(),
        "clock": StoodClock(),
        "served": lambda pin: True,
        "shelf": ToldShelf(),
        "popular": tuple,
        "many": lambda: False,
        "clicked": lambda key: {},
    }
    return Desk(**usual | about)
