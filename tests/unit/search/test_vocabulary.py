"""Known words, and which of them a misspelt one may have been."""

import pytest

from services.search.language import NEAR, key
from services.search.meaning.vocabulary import MOST_NEAR, Vocabulary


def known(*said: str) -> Vocabulary:
    vocabulary = Vocabulary()
    vocabulary.add((key(word), word) for word in said)
    return vocabulary


def near(vocabulary: Vocabulary, typed: str) -> list[str]:
    return [one.written for one in vocabulary.near(key(typed), typed)]


@pytest.mark.parametrize("typed", ["surhai", "surahy", "sorahi", "srahi", "suraho"])
def test_a_word_with_a_letter_wrong_is_near_the_one_that_was_meant(typed: str) -> None:
    assert near(known("surahi", "kulhad", "diya"), typed) == ["surahi"]


@pytest.mark.parametrize("typed", ["motorcycle", "plumber", "xyz", "su", "s"])
def test_other_words_are_not_near(typed: str) -> None:
    assert near(known("surahi", "kulhad", "sui"), typed) == []


def test_of_words_that_sound_alike_those_written_alike_come_first() -> None:
    found = known("kadhai", "kadha", "kada").near(key("kadhaii"), "kadhaii")
    assert found[0].written == "kadhai"
    assert len(found) <= MOST_NEAR


def test_a_word_is_shown_in_the_script_that_was_typed() -> None:
    vocabulary = known("सुराही", "surahi", "कुल्हड़", "basket")
    assert vocabulary.written(key("surahi"), like="srahi") == "surahi"
    assert vocabulary.written(key("surahi"), like="सराही") == "सुराही"
    assert vocabulary.written(key("कुल्हड़"), like="kulhd") == "kulhad"
    assert vocabulary.written(key("basket"), like="बास्कट") == "basket"
    assert vocabulary.written("never", like="x") == "never"


def test_the_first_way_to_write_a_word_is_kept() -> None:
    vocabulary = known("chudi", "choodi")
    assert vocabulary.written(key("choodi"), like="x") == "chudi"
    assert vocabulary.knows(key("chooodi"))
    assert not vocabulary.knows("kangan")


def test_how_close_is_told() -> None:
    [one] = known("surahi").near(key("suraho"), "suraho")
    assert (one.key, one.written) == (key("surahi"), "surahi")
    assert NEAR <= one.closeness < 1
