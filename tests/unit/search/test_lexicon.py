"""Which meanings the words of a query say, and how surely."""

from services.search.language import key, words
from services.search.meaning.lexicon import Lexicon, Tie, spellings
from services.search.meaning.reading import seeded
from tests.unit.search.desks import CHUDI, LAHTHI, LEAK, MEANINGS, meaning


def ties(lexicon: Lexicon, q: str) -> dict[str, Tie]:
    found = lexicon.find([spellings(word, among=2) for word in words(q)])
    return {tie.meaning.id: tie for tie in sorted(found, key=lambda tie: tie.weight)}


def test_a_word_says_the_meaning_of_its_term_the_surer_the_more_alike() -> None:
    lexicon = Lexicon([CHUDI])
    exact, other, another = (ties(lexicon, q)["chudi"] for q in ("चूड़ी", "choodi", "चूड़ियाँ"))
    assert (exact.at, exact.exact, exact.weight) == (frozenset({0}), True, 1.0)
    assert exact.weight > other.weight > 0
    assert 0 < another.weight < exact.weight


def test_a_plural_says_nearly_what_its_singular_says() -> None:
    lexicon = Lexicon([CHUDI, meaning("bag", "bag")])
    assert ties(lexicon, "bangles")["chudi"].weight == ties(lexicon, "bags")["bag"].weight == 0.98


def test_a_key_that_another_word_has_too_is_no_way_to_say_a_meaning() -> None:
    gift, cane = meaning("gift", "भेंट"), meaning("cane", "बेंत")
    assert key("भेंट") == key("बेंत")
    alone, among = (Lexicon(meanings).ways(gift) for meanings in ([gift], [gift, cane]))
    assert (alone.alone[0].keys, alone.sure) == ((key("भेंट"),), (key("भेंट"),))
    assert (among.alone[0].plain, among.alone[0].keys, among.sure) == (("bhent",), (), ())
    assert among.marked == alone.marked, "what is found by its letters is marked all the same"


def test_the_plural_of_a_word_and_a_word_of_the_wider_meaning_are_no_other_words() -> None:
    one, many = meaning("trouser", "trouser"), meaning("pants", "trousers")
    assert Lexicon([one, many]).ways(one).sure == (key("trouser"),)
    lamp, holy = meaning("lamp", "diya"), meaning("holy", "dia", broader=["lamp"])
    assert key("diya") == key("dia")
    assert Lexicon([lamp, holy]).ways(holy).alone[0].keys[0] == key("dia")


def test_a_loose_term_says_it_less_surely() -> None:
    lexicon = Lexicon([meaning("gift", "gift", "tohfa~0.5")])
    assert ties(lexicon, "tohfa")["gift"].weight == ties(lexicon, "gift")["gift"].weight / 2


def test_all_words_of_a_term_must_be_there_in_any_order() -> None:
    lexicon = Lexicon([LAHTHI])
    assert ties(lexicon, "लाख") == {}
    assert ties(lexicon, "चूड़ी लाख")["lahthi"].at == {0, 1}
    assert ties(lexicon, "लाख सुंदर चूड़ी")["lahthi"].at == {0, 2}
    assert ties(lexicon, "लाख सुंदर बड़ी लाल चूड़ी") == {}


def test_the_words_of_a_need_may_stand_far_apart() -> None:
    lexicon = Lexicon([LEAK])
    assert ties(lexicon, "नल से कल रात बहुत पानी टपक")["leak"].at == {0, 6}


def test_one_word_cannot_be_two_words_of_a_term() -> None:
    lexicon = Lexicon([meaning("double", "lal lal")])
    assert ties(lexicon, "lal") == {}
    assert ties(lexicon, "lal lal")["double"].at == {0, 1}


def test_stop_words_of_a_term_need_not_be_said() -> None:
    assert set(ties(Lexicon([LAHTHI]), "लाख की चूड़ी")) == {"lahthi"}
    assert Lexicon([LAHTHI]).vocabulary == [
        (key("चूड़ी"), "चूड़ी"),
        (key("लहठी"), "लहठी"),
        (key("लाख"), "लाख"),
        (key("lathi"), "lathi"),
    ]


def test_what_nobody_explained_says_nothing() -> None:
    assert ties(Lexicon(MEANINGS), "motorcycle") == {}
    assert ties(Lexicon(), "chudi") == {}
    assert not Lexicon().knows(key("chudi"))


def test_ways_to_say_a_need_are_those_of_the_goods_that_meet_it() -> None:
    tap, need = meaning("tap", "nal"), meaning("n", "nal tapak", kind="need", broader=["tap"])
    [way] = Lexicon([tap, need]).ways(need).alone
    assert (way.keys, way.strength) == (("nal",), 1.0)


def test_meanings_that_are_broader_than_each_other_do_not_go_on_for_ever() -> None:
    one = meaning("one", "ek", broader=["two"])
    two = meaning("two", "do", broader=["one"])
    assert {way.strength for way in Lexicon([one, two]).ways(one).alone} <= {1.0, 0.9, 0.4}


def test_the_seed_finds_what_the_issue_asks_for() -> None:
    lexicon = Lexicon(seeded())
    for q, category in (
        ("lathi", "lac-bangles"),
        ("nal tapak raha hai", "plumbing"),
        ("shaadi chudi", "lac-bangles"),
        ("kambal", "woollens"),
        ("mitti ka ghada", "pottery"),
    ):
        surest = list(ties(lexicon, q).values())
        assert category in [c for tie in surest for c in tie.meaning.categories]
