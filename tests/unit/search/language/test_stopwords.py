"""Which words say nothing about what is looked for."""

import pytest

from services.search.language import NEAR_ME, STOP, clean, is_stop

EMPTY = (
    "ka ki ke ko se mein par hai do dedo dikhao batao please buy price dam rate best online chahiye"
    " wala wali wale the for का की के चाहिए वाला में दाम कृपया near paas"
)
FULL = "peda मटका lac लाख sasta सस्ता red gift kilo din shaadi ghar silai 500"


@pytest.mark.parametrize("word", EMPTY.split())
def test_a_word_without_goods_in_it_is_a_stop_word(word: str) -> None:
    assert is_stop(word)


@pytest.mark.parametrize("word", FULL.split())
def test_a_word_that_somebody_may_look_for_is_none(word: str) -> None:
    assert not is_stop(word)


def test_the_words_of_near_me_can_be_told_apart_and_are_stop_words_too() -> None:
    assert {"near", "paas", "पास", "nearby", clean("नज़दीक")} <= NEAR_ME < STOP
    assert "ka" not in NEAR_ME
