"""Which Latin spellings are one sound."""

import pytest

from services.search.language.fold import fold


@pytest.mark.parametrize(
    ("spellings", "folded"),
    [
        ("chudi choodi chuudi", "cudi"),
        ("accha acha achchha achha", "aca"),
        ("pyaz piyaz pyaaz piyaj", "piaj"),
        ("chai chay chaay", "ce"),
        ("phool phul fool ful", "ful"),
        ("lahthi lahathi lahati", "lahti"),
        ("mehndi mehandi mehendi mahndi", "mahndi"),
        ("gehna gahna", "gahn"),
        ("mitra mitr", "mitr"),
        ("kanpur kampur", "kampur"),
        ("samvad sanvad sanwaad", "sanvad"),
        ("vidya vidia widya", "vidia"),
        ("dhanyavad dhanyvaad", "danivad"),
        ("school skool", "skul"),
        ("circle sircle", "sirkle"),
        ("quran kuran", "kuran"),
        ("box boks", "boks"),
        ("light lait", "let"),
        ("coat kot", "kot"),
        ("baby babi", "babi"),
        ("cookie kuki", "kuki"),
        ("gyan jnan", "gian"),
        ("watch wach", "vac"),
        ("fridge frije", "frije"),
        ("café cafe", "kafe"),
    ],
)
def test_spellings_of_one_sound_fold_to_one(spellings: str, folded: str) -> None:
    assert {fold(spelling) for spelling in spellings.split()} == {folded}


@pytest.mark.parametrize(
    ("one", "other"),
    [("matka", "matki"), ("kurta", "kurti"), ("mala", "mali"), ("tel", "tala"), ("peda", "ped")],
)
def test_words_that_differ_in_more_than_spelling_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_folded_word_stays_as_it_is() -> None:
    typed = "chudiyan matka agarbatti mithai lakdi kanpur sindoor"
    once = [fold(word) for word in typed.split()]
    assert once == ["cudian", "matk", "agrbti", "mite", "lakdi", "kampur", "sindur"]
    assert [fold(word.replace("c", "ch")) for word in once] == once
