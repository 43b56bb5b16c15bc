"""How Devanagari is shown in Latin letters."""

import pytest

from services.search.language import romanise


@pytest.mark.parametrize(
    ("hindi", "latin"),
    [
        ("चूड़ी", "chudi"),
        ("पेड़ा", "peda"),
        ("लहठी", "lahthi"),
        ("मटका", "matka"),
        ("अगरबत्ती", "agarbatti"),
        ("देवघर", "devghar"),
        ("मधुपुर", "madhupur"),
        ("बाँस", "bans"),
        ("कंबल", "kambal"),
        ("हंसना", "hansna"),
        ("ज्ञान", "gyan"),
        ("राजनीति", "rajniti"),
        ("क्षेत्र", "kshetra"),
        ("ऋषि", "rishi"),
        ("मित्र", "mitra"),
        ("मार्ग", "marg"),
        ("भारतीय", "bhartiya"),
        ("मज़दूर", "mazdur"),
        ("फ़र्श", "farsh"),
        ("मजहब", "majahab"),
        ("ढाई", "dhai"),
        ("गढ़", "gadh"),
        ("Saree", "saree"),
    ],
)
def test_a_word_is_spelt_as_people_type_it(hindi: str, latin: str) -> None:
    assert romanise(hindi) == latin
