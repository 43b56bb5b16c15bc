"""Places by name, in both scripts and in the spellings that people use."""

import pytest

from services.search.language import words
from services.search.places import Gazetteer
from tests.unit.search.places.conftest import Ask

DEOGHAR = ("district", 324)
MADHUPUR = ("block", 3085)


@pytest.mark.parametrize(
    ("said", "level", "code"),
    [
        ("deoghar", *DEOGHAR),
        ("Devghar", *DEOGHAR),
        ("dev ghar", *DEOGHAR),
        ("देवघर", *DEOGHAR),
        ("baba dham", *DEOGHAR),
        ("बाबा धाम", *DEOGHAR),
        ("baidyanath dham", *DEOGHAR),
        ("madhupur", *MADHUPUR),
        ("madupur", *MADHUPUR),
        ("मधुपुर", *MADHUPUR),
        ("karon", "block", 3084),
        ("karown", "block", 3084),
        ("करौं", "block", 3084),
        ("sarath", "block", 3088),
        ("सारठ", "block", 3088),
        ("palojori", "block", 3087),
        ("palajori", "block", 3087),
        ("पालोजोरी", "block", 3087),
        ("mohanpur", "block", 3086),
        ("मोहनपुर", "block", 3086),
        ("sarwan", "block", 3089),
        ("सारवां", "block", 3089),
        ("sonaraithari", "block", 6623),
        ("sonarai thadi", "block", 6623),
        ("सोनारायठाढ़ी", "block", 6623),
        ("devipur", "block", 3083),
        ("देवीपुर", "block", 3083),
        ("margomunda", "block", 6624),
        ("margo munda", "block", 6624),
        ("मारगोमुंडा", "block", 6624),
        ("jasidih", "block", 3082),
        ("ranchi", "district", 339),
        ("रांची", "district", 339),
        ("राँची", "district", 339),
        ("giridih", "district", 329),
        ("hazaribag", "district", 332),
        ("jamshedpur", "district", 327),
        ("lucknow", "district", 162),
        ("लखनऊ", "district", 162),
        ("banaras", "district", 187),
        ("बनारस", "district", 187),
        ("varanasi", "district", 187),
        ("वाराणसी", "district", 187),
        ("allahabad", "district", 120),
        ("प्रयागराज", "district", 120),
        ("kanpur", "district", 157),
        ("noida", "district", 144),
        ("gautam buddha nagar", "district", 144),
        ("raebareli", "district", 175),
        ("rae bareli", "district", 175),
        ("रायबरेली", "district", 175),
        ("kushinagar", "district", 160),
        ("moradabad", "district", 171),
        ("muradabad", "district", 171),
        ("मुरादाबाद", "district", 171),
        ("mumbai", "district", 482),
        ("bombay", "district", 482),
        ("कलकत्ता", "district", 315),
        ("jharkhand", "state", 20),
        ("झारखंड", "state", 20),
        ("uttar pradesh", "state", 9),
        ("दिल्ली", "state", 7),
    ],
)
def test_a_place_is_met_in_both_scripts_and_usual_spellings(
    named: Ask, said: str, level: str, code: int
):
    place = named(said)
    assert place is not None
    assert (place.level, place.code) == (level, code)


@pytest.mark.parametrize(
    "said",
    [
        *("peda", "चूड़ी", "matka", "plumber", "मिठाई", "pital", "गमछा", "kangan", "लोहा", "saree"),
        *("karo", "करो", "karwana", "करवाना", "shart", "bans", "guda", "button", "dhili", "bangle"),
        *("banarasi", "बनारसी", "lucknowi", "muradabadi", "peda deoghar", "deoghar ka", ""),
    ],
)
def test_a_word_for_goods_or_a_style_is_no_place(named: Ask, said: str):
    assert named(said) is None


@pytest.mark.parametrize(
    "said",
    [
        *("basti", "gaya", "bundi", "boondi", "puri", "surat", "mau", "banda", "kota", "kashi"),
        *("mango", "up", "khunti", "खूंटी", "srinagar", "श्रीनगर"),
        *("vrindavan", "sarwan", "patan", "salem", "north", "mandi"),
    ],
)
def test_a_name_that_is_also_a_word_is_not_plain(named: Ask, said: str):
    place = named(said)
    assert place is not None
    assert not place.plain


@pytest.mark.parametrize("said", ["nala", "kunda", "gola", "daru", "salon", "kone", "कोने", "पहाड़ी"])
def test_a_little_known_name_that_is_a_usual_word_is_no_place(named: Ask, said: str):
    assert named(said) is None


@pytest.mark.parametrize("said", ["ghoda", "shringar", "bharwa", "jhanki"])
def test_what_only_sounds_like_a_place_is_never_plainly_one(named: Ask, said: str):
    place = named(said)
    assert place is None or not place.plain


@pytest.mark.parametrize("said", ["deoghar", "karon", "ranchi", "lucknow", "mumbai", "jharkhand"])
def test_a_well_known_name_is_plain(named: Ask, said: str):
    place = named(said)
    assert place is not None
    assert place.plain


def test_deoghars_blocks_come_before_others_of_the_same_name(named: Ask):
    place = named("mohanpur")
    assert place is not None
    assert place.district == 324


def test_a_district_comes_before_blocks_of_the_same_name(named: Ask):
    place = named("ramgarh")
    assert place is not None
    assert (place.level, place.code) == ("district", 607)


def test_a_block_that_two_districts_have_is_left_open(named: Ask):
    assert named("chainpur") is None


def test_a_level_chooses_among_places_of_one_name(gazetteer: Gazetteer):
    block = gazetteer.named(words("deoghar"), "block")
    assert block is not None
    assert block.code == 3082
    assert gazetteer.named(words("madhupur"), "district") is None
