"""The rules that hold among the weights, whatever their figures are."""

import msgspec
import pytest

from services.search.domain.weights import Weights

W = Weights()
FAVOUR = W.fame + W.chosen + W.fresh + W.distance + W.in_stock + W.scheme


def test_a_whole_title_is_worth_more_than_all_that_others_can_have_besides() -> None:
    text = W.whole * ((W.typed - W.key) + W.more * (W.family + W.body))
    place = (1 + W.very_place) * max(W.in_place, W.service_in_place)
    assert W.exact > FAVOUR + text + place


def test_signs_are_worth_less_the_further_from_the_title_they_are() -> None:
    assert W.typed > W.key > W.variant > W.meaning_by_key
    assert W.key > W.meaning > W.family > W.category > W.second_category
    assert W.family > W.body > W.meaning_in_body
    assert W.needed_category > W.category
    assert W.key > W.near


def test_goods_points_are_less_than_a_word_in_the_title_instead_of_the_text() -> None:
    assert W.whole * (W.typed - W.body) / 2 > FAVOUR


def test_a_schemes_makers_get_little() -> None:
    assert W.scheme <= min(W.fame, W.chosen, W.distance)


def test_less_of_the_words_is_asked_for_the_less_is_found() -> None:
    assert W.sure > W.least > W.little > 0


def test_settings_change_only_what_they_name() -> None:
    told = msgspec.json.decode(b'{"fame": 0.2}', type=Weights)
    assert told == msgspec.structs.replace(W, fame=0.2)
    with pytest.raises(AttributeError):
        told.fame = 9.0  # type: ignore[misc]
