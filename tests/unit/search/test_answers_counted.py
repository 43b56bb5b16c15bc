"""Each search is counted by what it was answered from, for the alert on degraded answers."""

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from prometheus_client import REGISTRY

from services.search.domain.found import Facets
from services.search.domain.hits import Hits
from services.search.domain.listing import Listing
from services.search.domain.plan import Plan
from services.search.domain.wanted import Filters, Page, Wishes
from services.search.entrypoints.api import Api
from services.search.entrypoints.bodies import SearchQuery
from services.search.evaluation.command import seeded_desk
from services.search.evaluation.nothing import NothingKept


class EmptyIndex(NothingKept):
    """There, with nothing in it."""

    def by_words(self, plan: Plan, filters: Filters, wishes: Wishes, page: Page) -> Hits:
        return Hits(total=0, more=False, hits=[], facets=Facets())

    def by_letters(self, grams: list[str], filters: Filters, page: Page) -> Hits:
        return self.by_words(Plan(), filters, Wishes(), page)


class EmptyShelf:
    """No titles."""

    def starting(self, keys: Sequence[str], filters: Filters, limit: int) -> list[Listing]:
        return []


class Log:
    """Notes nothing."""

    def note(self, *_: Any) -> None:
        return None


@pytest.fixture(scope="module")
def api() -> Api:
    doors = Api()
    doors.service = SimpleNamespace(desk=seeded_desk(), querylog=Log())  # type: ignore[assignment]
    return doors


def counted() -> dict[str, float]:
    return {
        by: REGISTRY.get_sample_value("haat_search_answers_total", {"by": by}) or 0.0
        for by in ("words", "letters", "titles")
    }


@pytest.mark.parametrize(
    ("index", "q", "by"),
    [
        (EmptyIndex(), "", "words"),
        (EmptyIndex(), "xyzzy", "letters"),
        (NothingKept(), "peda", "titles"),
    ],
)
def test_a_search_is_counted_once_by_what_it_was_answered_from(
    api: Api, index: Any, q: str, by: str
) -> None:
    call: Any = SimpleNamespace(language="hi")
    api.service.desk = replace(api.service.desk, index=index, shelf=EmptyShelf())
    before = counted()

    found = api.search(call, SearchQuery(q=q))

    assert (found.by, found.degraded) == (by, by == "titles")
    assert counted() == before | {by: before[by] + 1}
