"""From words to a plan: what they mean, which belong together, what each is worth."""

import pytest

from services.search.domain.plan import Plan
from services.search.domain.weights import Weights
from services.search.language import key, words
from services.search.meaning.lexicon import Lexicon
from services.search.meaning.vocabulary import Vocabulary
from services.search.queries.planning import MOST_WORDS, Planner
from tests.unit.search.desks import CHUDI, LAHTHI, MEANINGS, meaning

WEIGHTS = Weights()


def plan(q: str, *more: str, meanings: tuple = MEANINGS, places: frozenset = frozenset()) -> Plan:  # type: ignore[type-arg]
    """`more`: words that goods have, beside those of the meanings."""
    lexicon, vocabulary = Lexicon(meanings), Vocabulary()
    vocabulary.add(lexicon.vocabulary)
    vocabulary.add((key(word), word) for word in more)
    return Planner(lexicon, vocabulary, WEIGHTS).plan(words(q), places)


def segments(found: Plan) -> list[list[str]]:
    return [[word.typed for word in segment.words] for segment in found.segments]


def senses(found: Plan) -> list[set[str]]:
    """By segment: what it means, together or in one of its words."""
    return [
        {s.slug for s in (*segment.senses, *(s for w in segment.words for s in w.senses))}
        for segment in found.segments
    ]


@pytest.mark.parametrize("q", ["lathi", "लहठी", "lahthi", "LATHI"])
def test_a_word_means_what_its_terms_say_in_any_spelling(q: str) -> None:
    assert senses(plan(q)) == [{"lahthi"}]


def test_words_of_one_meaning_are_one_segment_and_share_its_worth() -> None:
    found = plan("lal lakh ki chudi")
    assert segments(found) == [["lal"], ["lakh", "chudi"]]
    assert senses(found) == [{"red"}, {"lahthi", "chudi"}]
    together = found.segments[1]
    assert together.weight == WEIGHTS.told
    assert sum(word.weight for word in together.words) == pytest.approx(WEIGHTS.told)
    assert together.joined == (key("lakhchudi"),)
    assert together.senses[0].share == 1.0


def test_a_need_is_told_by_its_words_wherever_they_stand() -> None:
    found = plan("nal se bahut dino se pani lagatar tapak raha hai")
    assert {"leak"} in senses(found)
    assert found.categories[0] == "plumbing"


def test_a_name_of_several_words_stands_close_together() -> None:
    far = plan("lakh dabba sundar sasta bada chudi")
    assert [group for group in segments(far) if len(group) > 1] == []


def test_words_of_one_segment_are_those_of_the_longest_meaning() -> None:
    gift = meaning("gift", "दुल्हन लाल चूड़ी")
    found = plan("दुल्हन लाल चूड़ी", meanings=(*MEANINGS, gift))
    assert segments(found) == [["दुल्हन", "लाल", "चूड़ी"]]
    assert found.segments[0].senses[0].slug == "gift"


def test_of_meanings_as_long_and_sure_the_words_that_stand_closer_belong_together() -> None:
    evening = meaning("evening", "mehndi function")
    artist = meaning("artist", "mehndi artist")
    for meanings in ((evening, artist), (artist, evening)):
        found = plan("mehndi artist for function", meanings=meanings)
        assert segments(found) == [["mehndi", "artist"], ["function"]]


def test_each_kind_of_word_has_its_worth() -> None:
    found = plan("lathi red bridal 5 rohini qwrtz", "rohini")
    assert [segment.weight for segment in found.segments] == [
        WEIGHTS.thing,
        WEIGHTS.colour,
        WEIGHTS.person,
        WEIGHTS.number,
        WEIGHTS.unknown,
        WEIGHTS.strange,
    ]
    assert found.weight == pytest.approx(sum(segment.weight for segment in found.segments))


def test_a_category_by_its_name_is_worth_less_than_goods_by_theirs() -> None:
    pottery = meaning("pottery", "pottery", categories=["pottery"])
    assert plan("pottery", meanings=(pottery,)).weight == WEIGHTS.wide_thing < WEIGHTS.thing


def test_the_name_of_a_place_is_looked_for_but_means_nothing_else() -> None:
    found = plan("red chudi", places=frozenset({"red"}))
    assert senses(found) == [set(), {"chudi"}]
    assert found.segments[0].weight == WEIGHTS.place


def test_stop_words_are_looked_for_only_where_there_is_nothing_else() -> None:
    assert segments(plan("ki lathi chahiye")) == [["lathi"]]
    assert segments(plan("ki chahiye")) == [["ki"], ["chahiye"]]
    assert segments(plan("lathi design")) == [["lathi"]]
    assert segments(plan("design")) == [["design"]]


def test_a_misspelt_word_is_read_as_its_neighbours_and_a_known_one_is_not() -> None:
    [word] = plan("bangl").words
    assert [near.written for near in word.near] == ["bangle"]
    assert [sense.slug for sense in word.senses] == ["chudi"]
    [known] = plan("bangl", "bangl").words
    assert known.near == ()
    assert plan("12345").words[0].near == ()


def test_senses_of_a_misspelt_word_are_less_sure() -> None:
    sure, unsure = plan("bangle").words[0].senses[0], plan("bangl").words[0].senses[0]
    assert sure.slug == unsure.slug == "chudi"
    assert sure.strength > unsure.strength > 0


def test_the_likelier_of_two_words_with_one_key_goes_alone() -> None:
    saree, wedding = meaning("saree", "साड़ी"), meaning("wedding", "शादी", kind="occasion")
    assert key("साड़ी") == key("शादी")
    assert senses(plan("शादी", meanings=(saree, wedding))) == [{"wedding"}]
    assert senses(plan("shaadi", meanings=(saree, wedding))) == [{"wedding"}]
    assert senses(plan("साड़ी", meanings=(saree, wedding))) == [{"saree"}]


def test_a_material_holds_within_its_categories_and_a_thing_leads_to_them() -> None:
    lac = meaning("lac", "लाख", kind="material", categories=["lac-bangles"])
    [word, thing] = plan("lakh chudi", meanings=(lac, CHUDI)).words
    assert (word.senses[0].within, word.senses[0].categories) == (("lac-bangles",), ())
    assert (thing.senses[0].within, thing.senses[0].categories) == (
        (),
        ("lac-bangles", "glass-bangles"),
    )


def test_categories_are_offered_the_surest_first() -> None:
    assert plan("chudi").categories == ["lac-bangles", "glass-bangles"]
    assert plan("red").categories == []


def test_narrower_ways_are_nearly_as_good_and_broader_ones_less() -> None:
    lexicon = Lexicon([CHUDI, LAHTHI])

    def strength(found: str, slug: str) -> float:
        ways = lexicon.ways(lexicon.meanings[slug]).alone
        return max(way.strength for way in ways if key(found) in way.keys)

    assert strength("चूड़ी", "chudi") == 1.0
    assert strength("चूड़ी", "chudi") > strength("लहठी", "chudi") > strength("चूड़ी", "lahthi") > 0


def test_a_spoken_sentence_is_cut() -> None:
    assert len(plan(" ".join(f"w{chr(97 + n)}x" for n in range(26))).words) == MOST_WORDS


def test_nothing_is_a_plan_of_nothing() -> None:
    assert (plan("").segments, plan("").weight, plan("...").words) == ((), 0, [])
