"""A lexicon after an edit is the one that would be built anew, and finds staff their meanings."""

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from services.search.domain.meaning import Meaning, Term
from services.search.domain.weights import Weights
from services.search.language import keys
from services.search.meaning.directory import Directory
from services.search.meaning.lexicon import Lexicon, written
from services.search.meaning.vocabulary import Vocabulary
from services.search.queries.planning import Planner
from services.search.queries.report import nearest

AT = datetime(2026, 11, 22, tzinfo=UTC)


def term(text: str) -> Term:
    return Term(text=text, language="hi", script="Deva", added_by="per_rita", added_at=AT)


def meaning(slug: str, *said: str, broader: Sequence[str] = ()) -> Meaning:
    terms = [term(text) for text in said]
    return Meaning(id=slug, status="known", kind="thing", broader=list(broader), terms=terms)


CHUDI = meaning("chudi", "चूड़ी", "कंगन")
LAHTHI = meaning("lahthi", "लहठी", "लाख की चूड़ी", broader=["chudi"])
DIYA = meaning("diya", "दीया")


def find(lexicon: Lexicon, query: str) -> set[str]:
    return set(nearest(query, Planner(lexicon, Vocabulary(), Weights())))


def test_an_edit_is_found_and_what_it_took_away_is_not() -> None:
    before = Lexicon([CHUDI, DIYA])
    after = before.changed([replace(CHUDI, terms=[term("चूड़ी"), term("बंगरी")])])
    assert find(after, "bangri") == {"chudi"}
    assert find(after, "kangan") == set()
    assert find(after, "diya") == {"diya"}
    assert find(before, "kangan") == {"chudi"}
    assert find(before, "bangri") == set()


def test_words_shared_with_others_stay_theirs() -> None:
    retired = replace(CHUDI, status="retired")
    after = Lexicon([CHUDI, LAHTHI]).changed([retired])
    assert find(after, "lakh ki chudi") == {"lahthi"}
    assert find(after, "kangan") == set()
    assert set(after.meanings) == {"lahthi"}
    assert not after.knows(keys("कंगन")[0])
    assert find(after.changed([CHUDI]), "kangan") == {"chudi"}


def test_step_by_step_is_the_same_as_at_once() -> None:
    edited = replace(LAHTHI, terms=[term("लहठी")], broader=[])
    steps = Lexicon([CHUDI]).changed([LAHTHI]).changed([DIYA]).changed([edited])
    once = Lexicon([CHUDI, edited, DIYA])
    assert steps.meanings == once.meanings
    assert steps.vocabulary == once.vocabulary
    assert steps.ways(CHUDI) == once.ways(CHUDI)


def test_narrower_ways_follow_an_edit() -> None:
    before = Lexicon([CHUDI, LAHTHI])
    edited = replace(LAHTHI, broader=[])
    assert before.changed([edited]).ways(CHUDI) == Lexicon([CHUDI]).ways(CHUDI)
    assert before.ways(CHUDI) != Lexicon([CHUDI]).ways(CHUDI)


def test_the_words_of_a_meaning_are_known_as_written() -> None:
    assert {word for _, word in written(LAHTHI)} == {"लहठी", "लाख", "चूड़ी"}


def test_staff_find_a_meaning_in_any_spelling_retired_or_not() -> None:
    directory = Directory()
    for one in (CHUDI, LAHTHI, replace(DIYA, status="retired")):
        directory.put(one)
    assert directory.named("chudiyan") == {"chudi", "lahthi"}
    assert directory.named("lakh ki choodi") == {"lahthi"}
    assert directory.named("deeya") == {"diya"}
    assert directory.named("tawa") == set()
    assert directory.named("?") == set()


def test_staff_do_not_find_a_meaning_by_a_word_that_was_taken_out() -> None:
    directory = Directory()
    directory.put(CHUDI)
    directory.put(replace(CHUDI, terms=[term("कंगन")]))
    assert directory.named("chudi") == set()
    assert directory.named("kangan") == {"chudi"}
