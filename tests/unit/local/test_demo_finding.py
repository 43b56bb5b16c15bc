"""What the demo tells of search."""

from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from clients.python.types.search import Found
from deploy.demo import finding
from deploy.demo.finding import ASKED, rupees, tell_what_is_found
from deploy.demo.story import StoryIncomplete

ITEM = {
    "product_id": "prd_1",
    "title": {"hi": "घोरमारा पेड़ा 500 ग्राम", "en": "Ghormara peda 500 g"},
    "price": 26000,
    "seller_id": "sel_1",
    "seller": {"hi": "कैलाश पेड़ा भंडार", "en": "Kailash Peda Bhandar"},
    "category": "sweets",
    "kind": "goods",
    "free": 40,
    "district": 324,
    "village": "Ghormara",
}
NOTHING = {
    "total": 0,
    "more": False,
    "items": [],
    "next": "",
    "facets": {},
    "understood": [],
    "repaired": None,
    "near_categories": [],
    "degraded": False,
    "search_id": "sea_1",
}
PRICE = {"name": "max_price", "said": "300 rupaye tak ka", "value": "30000"}


class Searching:
    """Answers one after the other, the last one again and again."""

    def __init__(self, *answers: dict[str, Any]) -> None:
        self.answers, self.asked = list(answers), list[str]()
        self.search = SimpleNamespace(search=self._search)

    def _search(self, *, q: str, **_: Any) -> Found:
        self.asked.append(q)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return msgspec.convert(NOTHING | answer, Found)


def test_each_query_is_told_with_what_was_understood_and_found() -> None:
    api: Any = Searching({"items": [ITEM] * 4, "understood": [PRICE]})
    told: list[str] = []

    tell_what_is_found(api, told.append)

    assert api.asked == list(ASKED)
    assert told[:3] == [
        "“lathi”",
        "             · understood “300 rupaye tak ka” as max_price 30000",
        "     ₹260.00  घोरमारा पेड़ा 500 ग्राम  (Ghormara peda 500 g)",
    ]
    assert len(told) == 3 * (1 + 1 + 3)


def test_what_was_published_a_moment_ago_is_waited_for() -> None:
    api: Any = Searching({}, {"items": [ITEM], "degraded": True}, {"items": [ITEM]})
    waited: list[float] = []

    tell_what_is_found(api, lambda line: None, waited.append)

    assert api.asked == [ASKED[0], ASKED[0], *ASKED]
    assert waited == [0.2, 0.2]


def test_the_demo_stops_where_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_SECONDS", 0.01)
    api: Any = Searching({})

    with pytest.raises(StoryIncomplete, match="nothing was found for “lathi”"):
        tell_what_is_found(api, lambda line: None, lambda seconds: None)


def test_rupees_are_written_with_their_paise() -> None:
    assert [rupees(26000), rupees(5)] == ["₹260.00", "₹0.05"]
