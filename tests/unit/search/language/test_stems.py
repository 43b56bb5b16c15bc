"""Which endings go."""

import pytest

from services.search.language import clean
from services.search.language.stems import (
    direct_case,
    english_sound,
    hindi_stem,
    latin_stem,
    loose_hindi_stem,
    loose_stem,
    one_of,
    singular,
)


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("पेड़े", "पेड़ा"),
        ("चूड़ियाँ", "चूड़ी"),
        ("चूड़ियों", "चूड़ी"),
        ("चूड़िया", "चूड़ी"),
        ("मालाएँ", "माला"),
        ("मालाओं", "माला"),
        ("बर्तनों", "बर्तन"),
        ("किताबें", "किताब"),
        ("भारतीय", "भारती"),
        ("बैंगल्स", "बैंगल"),
        ("दिया", "दिया"),
        ("दीया", "दीया"),
        ("बाँस", "बाँस"),
        ("बॉक्स", "बॉक्स"),
    ],
)
def test_a_hindi_plural_or_oblique_ending_goes(word: str, stem: str) -> None:
    assert hindi_stem(clean(word)) == clean(stem)


@pytest.mark.parametrize(
    ("word", "stem"),
    [("कपड़ों", "कपड़ा"), ("बर्तनो", "बर्तन"), ("पालो", "पालो"), ("ों", "ों"), ("कपड़ा", "कपड़ा")],
)
def test_a_hindi_ending_may_belong_to_another_noun(word: str, stem: str) -> None:
    assert loose_hindi_stem(clean(word)) == clean(stem)


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("chudiyan", "chudi"),
        ("chudiyaan", "chudi"),
        ("chudiya", "chudi"),
        ("katoriyon", "katori"),
        ("candies", "candi"),
        ("diya", "diya"),
        ("matka", "matka"),
    ],
)
def test_a_hinglish_plural_goes(word: str, stem: str) -> None:
    assert latin_stem(word) == stem


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("sarees", "saree"),
        ("baskets", "basket"),
        ("boxes", "box"),
        ("dishes", "dish"),
        ("bangles", "bangle"),
        ("curtains", "curtain"),
        ("bags", "bag"),
        ("toys", "toy"),
        ("knives", "knife"),
        ("women", "woman"),
        ("dress", "dress"),
        ("bans", "bans"),
        ("news", "news"),
        ("thos", "thos"),
        ("gas", "gas"),
        ("baans", "baans"),
        ("kapas", "kapas"),
        ("ceramics", "ceramics"),
    ],
)
def test_an_english_plural_s_goes_from_what_is_surely_one(word: str, one: str) -> None:
    assert singular(word) == one


@pytest.mark.parametrize(
    ("word", "one"),
    [
        ("चूड़ियाँ", "चूड़ी"),
        ("धनिया", "धनिया"),
        ("gifts", "gift"),
        ("ladies", "lady"),
        ("mosquitoes", "mosquito"),
        ("chudiyan", "chudi"),
        ("dhaniya", "dhaniya"),
        ("pede", "pede"),
    ],
)
def test_a_plural_has_a_singular_as_it_is_written(word: str, one: str) -> None:
    assert one_of(clean(word)) == one


@pytest.mark.parametrize(
    ("word", "direct"),
    [("pede", "peda"), ("gamle", "gamla"), ("table", "table"), ("rice", "rice"), ("the", "the")],
)
def test_an_oblique_e_becomes_a(word: str, direct: str) -> None:
    assert direct_case(word) == direct


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("bartano", "bartan"),
        ("bartanon", "bartan"),
        ("kitaben", "kitab"),
        ("stitching", "stitch"),
        ("saris", "sari"),
        ("ghadas", "ghada"),
        ("pens", "pen"),
        ("cotton", "cotton"),
        ("painting", "painting"),
        ("saloon", "saloon"),
        ("salon", "salon"),
        ("green", "green"),
        ("radio", "radio"),
        ("peda", "peda"),
    ],
)
def test_an_ending_of_some_words_goes_on_trial(word: str, stem: str) -> None:
    assert loose_stem(word) == stem


@pytest.mark.parametrize(
    ("word", "heard"),
    [
        ("tailor", "tailar"),
        ("plumber", "plumbar"),
        ("garden", "gardan"),
        ("station", "steshan"),
        ("furniture", "furnichar"),
        ("candle", "kandal"),
        ("plate", "plet"),
        ("cake", "kek"),
        ("software", "softwer"),
        ("chocolate", "chocolet"),
        ("package", "packej"),
        ("recharge", "recharj"),
        ("bike", "baik"),
        ("rose", "ros"),
        ("shawl", "shol"),
        ("bade", "bade"),
        ("peda", "peda"),
    ],
)
def test_an_english_word_is_spelt_by_its_sound(word: str, heard: str) -> None:
    assert english_sound(word) == heard
