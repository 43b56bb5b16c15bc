"""What staff send of meanings."""

from typing import Annotated, Literal

from msgspec import Meta

from chassis.doors import Body
from chassis.pages import PageQuery
from contracts.values import Language, whole
from services.search.domain.meaning import MeaningKind
from services.search.domain.phrasing import Phrase

Slug = Annotated[str, whole("[a-z0-9]+(-[a-z0-9]+)*", max_length=40)]
Categories = Annotated[list[Slug], Meta(max_length=60)]
Broader = Annotated[list[Slug], Meta(max_length=20)]


class TermBody(Body):
    """A way to say it; `weight` from 0.3 (loosely) to 1 (the same thing)."""

    text: Annotated[str, Meta(max_length=200)]
    language: Language
    script: Literal["Deva", "Latn"]
    weight: float = 1.0

    def phrase(self) -> Phrase:
        return Phrase(
            text=self.text, language=self.language, script=self.script, weight=self.weight
        )


Terms = Annotated[list[TermBody], Meta(min_length=1, max_length=100)]


class MeaningBody(Body):
    """A new meaning. `categories`: of things and needs, those whose goods are meant, the most
    fitting first; `broader`: the slugs of wider meanings."""

    slug: Slug
    kind: MeaningKind
    terms: Terms
    categories: Categories = []
    broader: Broader = []


class MeaningEditBody(Body):
    """What is to change; what is left out stays. `terms` is the whole list."""

    terms: Terms | None = None
    categories: Categories | None = None
    broader: Broader | None = None

    def phrases(self) -> list[Phrase] | None:
        return None if self.terms is None else [term.phrase() for term in self.terms]


class MeaningQuery(PageQuery):
    """Those that a term names, in any spelling and script; of a kind, of a category."""

    term: Annotated[str, Meta(max_length=80)] = ""
    category: Annotated[str, Meta(max_length=40)] = ""
    kind: MeaningKind | Literal[""] = ""
