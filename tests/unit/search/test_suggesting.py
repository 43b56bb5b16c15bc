"""What somebody may be about to type."""

import pytest

from contracts.values import Text
from services.search.domain.opening import Opening
from services.search.domain.wanted import Kind
from services.search.meaning.beginnings import Beginnings
from services.search.meaning.lexicon import Lexicon
from services.search.queries.opening import LONGEST, Popular, opening
from services.search.queries.suggesting import MOST_QUERIES, Suggestion, suggest
from tests.unit.search.desks import CHUDI, LAHTHI, ToldFinder, desk
from tests.unit.search.listings import listed

GOODS = [listed("prd_1"), listed("prd_2", kind="service", category="barber")]


def kinds(q: str, *, limit: int = 10, popular: tuple[str, ...] = (), kind: str = "") -> list[str]:
    at = desk(ToldFinder(listed=GOODS), popular=lambda: popular)
    return [one.kind for one in suggest(q, kind or None, limit, at).items]  # type: ignore[arg-type]


@pytest.mark.parametrize("q", ["", "  ", "?", "॥"])
def test_nothing_typed_opens_nothing(q: str) -> None:
    assert opening(q) is None
    assert kinds(q) == []


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("लह", Opening(typed="lah", sound="lah", keys=["lah"])),
        ("Laal LAH", Opening(typed="laal lah", sound="lal lah", keys=["lal lah"])),
        ("पेड़", Opening(typed="ped", sound="ped", keys=["ped", "per"])),
    ],
)
def test_what_is_typed_opens_in_letters_and_in_keys(q: str, expected: Opening) -> None:
    assert opening(q) == expected


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("l", ["lal chudi", "lahthi", "लहठी"]),
        ("lah", ["lahthi", "लहठी"]),
        ("लाल चू", ["lal chudi"]),
        ("lahthi l", []),
        ("zz", []),
    ],
)
def test_popular_queries_go_on_from_what_is_typed_the_most_popular_first(
    q: str, expected: list[str]
) -> None:
    begun = opening(q)
    assert begun is not None
    known = Popular(["lal chudi", "lahthi", "peda", "?", "लहठी"])
    assert list(known.starting(begun)) == expected


def test_an_opening_is_cut() -> None:
    found = opening("lal " * 30)
    assert found is not None
    assert len(found.typed) == LONGEST
    assert {len(key) for key in found.keys} == {LONGEST}


def test_categories_queries_and_products_in_that_order() -> None:
    assert kinds("lah", popular=("lahthi",)) == ["category", "query", "product", "product"]
    assert kinds("lah", popular=("lahthi",), limit=2) == ["category", "query"]
    assert kinds("lah", kind="service") == ["product"]


def test_each_kind_says_what_it_leads_to() -> None:
    at = desk(ToldFinder(listed=GOODS[:1]), popular=lambda: ("लहठी",))
    category, query, product = suggest("lah", None, 10, at).items
    assert (category.category, category.product_id) == ("lac-bangles", "")
    assert query == Suggestion(kind="query", text=Text(hi="लहठी", en="लहठी"))
    assert (product.product_id, product.category) == ("prd_1", "lac-bangles")
    assert product.text == Text(hi="लाल लहठी सेट", en="Red bridal lahthi set")


def test_a_name_is_not_shown_for_being_asked_often() -> None:
    popular = ("lahthi ramesh", "lahthi")
    at = desk(ToldFinder(), popular=lambda: popular)
    shown = [one.text.en for one in suggest("lah", None, 10, at).items if one.kind == "query"]
    assert shown == ["lahthi"]


def test_what_others_asked_is_found_in_both_scripts_and_not_for_ever() -> None:
    popular = (*(f"lahthi {n}" for n in range(9)), "chudi")
    for q in ("lah", "लह", "LAH"):
        assert kinds(q, popular=popular).count("query") == MOST_QUERIES
    assert kinds("kang", popular=popular).count("query") == 0


@pytest.mark.parametrize(
    ("q", "kind", "expected"),
    [
        ("laht", None, ["lac-bangles"]),
        ("लह", None, ["lac-bangles"]),
        ("plum", None, ["plumbing"]),
        ("plum", "goods", []),
        ("xyz", None, []),
    ],
)
def test_categories_are_found_by_how_the_names_of_their_things_begin(
    q: str, kind: Kind | None, expected: list[str]
) -> None:
    begun = opening(q)
    assert begun is not None
    assert Beginnings(Lexicon([CHUDI, LAHTHI])).categories(begun, kind) == expected
