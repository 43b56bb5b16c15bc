"""Which words share a search key, and which do not."""

import pytest

from services.search.language import clean, key, keys

SAME = [
    "peda पेड़ा",
    "pede पेड़े",
    "peda पेड़े",
    "pede पेड़ा",
    "pera पेड़ा",
    "lahthi लहठी",
    "lahathi लहठी",
    "chudi चूड़ी",
    "churi चूड़ी",
    "choori चूड़ियाँ",
    "chudiyan चूड़ी",
    "chudiya चूड़ियाँ",
    "saree साड़ी",
    "sari साड़ियां",
    "sarees साड़ी",
    "saris साड़ी",
    "matka मटका",
    "matke मटका",
    "tokri टोकरी",
    "tokariyan टोकरी",
    "khadi खादी",
    "mithai मिठाई",
    "mithaiyan मिठाई",
    "tailor टेलर",
    "barber बार्बर",
    "diya दीया",
    "diya दिया",
    "diye दीया",
    "rakhi राखी",
    "rakhiyan राखी",
    "agarbatti अगरबत्ती",
    "agarbati अगरबत्तियाँ",
    "jhola झोला",
    "jhole झोला",
    "thaila थैला",
    "thaile थैला",
    "chappal चप्पल",
    "chappalen चप्पल",
    "dhoop धूप",
    "gehna गहना",
    "gahne गहना",
    "kangan कंगन",
    "sindoor सिंदूर",
    "sindur सिन्दूर",
    "lakdi लकड़ी",
    "lakri लकड़ी",
    "lakadi लकड़ियाँ",
    "bans बाँस",
    "baans बांस",
    "loha लोहा",
    "lohe लोहा",
    "devghar देवघर",
    "deoghar देवघर",
    "mahadeo महादेव",
    "madhupur मधुपुर",
    "karon करौं",
    "bartan बर्तन",
    "bartano बर्तनों",
    "katoriyan कटोरी",
    "kapde कपड़ों",
    "pyaz प्याज",
    "piyaj प्याज",
    "mehandi मेहँदी",
    "gaon गाँव",
    "saap साँप",
    "kaach काँच",
    "gyan ज्ञान",
    "dharam धर्म",
    "bhartiya भारतीय",
    "bag बैग",
    "cake केक",
    "station स्टेशन",
    "candle कैंडल",
    "towel टॉवल",
    "chair चेयर",
]


@pytest.mark.parametrize("pair", SAME)
def test_spellings_of_one_word_share_a_key(pair: str) -> None:
    one, other = pair.split()
    assert set(keys(one)) & set(keys(other))


@pytest.mark.parametrize(
    ("forms", "principal"),
    [
        ("peda pede पेड़ा पेड़े", "peda"),
        ("chudi choodi chudiyan chudiya चूड़ी चूड़ियाँ चूड़ियों", "cudi"),
        ("katori katoriyan कटोरी कटोरियाँ", "katori"),
        ("saree sari sarees", "sari"),
        ("bartan बर्तन बर्तनों", "bartan"),
        ("lahthi lahathi लहठी", "lahti"),
        ("diya दीया दिया", "dia"),
        ("matka matke मटका मटके", "matk"),
    ],
)
def test_the_forms_of_a_word_have_one_principal_key(forms: str, principal: str) -> None:
    assert {key(form) for form in forms.split()} == {principal}


APART = [
    "matka मटकी",
    "kurta कुर्ती",
    "थैला ताला",
    "लाठी लहठी",
    "मेज़ मोज़ा",
    "cotton कोट",
    "table तबला",
    "painting पैंट",
    "tel ताला",
    "काला केला",
    "chawal चूल्हा",
    "बेड बड़े",
    "बैल बाल",
    "चाँदी छड़ी",
    "बाँस बस",
    "मूँग mug",
    "सुंदर सुधार",
    "salon शॉल",
    "green ग्रे",
]


@pytest.mark.parametrize("pair", APART)
def test_words_of_the_market_that_differ_share_no_key(pair: str) -> None:
    one, other = pair.split()
    assert not set(keys(one)) & set(keys(other))


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("पेड़े", ("peda", "pera", "pede")),
        ("करौं", ("karon", "karo")),
        ("कपड़ों", ("kapad", "kapar", "kapdon", "kapd")),
        ("धर्म", ("darm", "daram")),
        ("tailor", ("telor", "telar")),
        ("bartano", ("bartno", "bartan")),
        ("500", ("500",)),
        ("½", ("½",)),
    ],
)
def test_the_principal_key_comes_first_and_then_the_plausible_ones(
    word: str, found: tuple[str, ...]
) -> None:
    assert keys(word) == found


def test_no_word_has_more_than_six_keys_or_an_empty_one() -> None:
    hard = ["ऐंड़ों", "ए्ांड़ियाँ", "एंटीक्स", "bangles", "क", "ं", "्", "ा", "y", "h", "é", "ß", "۵"]
    for word in hard:
        assert 1 <= len(keys(word)) <= 6
        assert all(keys(word))


def test_a_word_is_cleaned_before_its_keys_are_found() -> None:
    assert keys("Pe\u200dDa") == keys("peda")
    assert keys("बाँस") == keys(clean("बाँस")) == keys("बांस")
