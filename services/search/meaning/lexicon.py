"""All meanings in memory: which of them a query's words say, and how else those are said."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import product
from typing import Final, NamedTuple

from services.search.domain.meaning import Meaning
from services.search.domain.plan import Ways
from services.search.language import closeness, is_stop, keys, one_of, plain, root, words
from services.search.meaning.hollow import content
from services.search.meaning.saying import SURE, Weighed, sorted_ways

MOST_LOOSE: Final = 2
"""Words that may stand between those of a term of several words; anywhere in a need."""
NARROWER, BROADER = 0.9, 0.4
"""Who asks for bangles is content with lahthi; who asks for lahthi, less so with any bangle."""
LEVELS: Final = 3
AS_WRITTEN, AS_SOUNDED, OF_ROOT = "=", "~", "^"
"""Before a word that is met letter by letter, in plain Latin letters, or by its root."""
PLURAL, SOUNDED, SAME_KEY, SAME_VARIANT, SAME_ROOT = 0.98, 0.97, 0.85, 0.7, 0.65
"""Words of one key may be others: शादी and साड़ी are typed alike by many."""
ONE_LEFT: Final = 0.6
"""A term of several words of which all but one say nothing ("hand hoe", typed like "hand ho")."""
OTHER_WORD: Final = 0.6
"""Where a word is met letter by letter, what only sounds like it is less likely meant."""


class Sure(NamedTuple):
    """A key that a word may have, or the word itself behind `=`, and how sure that is (0 to 1)."""

    key: str
    sure: float


class Tie(NamedTuple):
    """A meaning that words of the query say: at these places, that surely.

    `exact`: by letter, sound or plural, not only by keys, which other words may have too.
    """

    meaning: Meaning
    at: frozenset[int]
    weight: float
    exact: bool = False
    sound: str = ""
    """Of a single word, how its term is written in plain Latin letters."""


class Said(NamedTuple):
    """One way to say a meaning: for each of its words the keys that it may have."""

    keys: tuple[tuple[str, ...], ...]
    weight: float
    met: tuple[tuple[Sure, ...], ...] = ()
    """For each of its words, what a word of a query may be like to be it."""
    plain: tuple[str, ...] = ()
    """Its words in plain Latin letters."""
    like: tuple[frozenset[str], ...] = ()
    """Of all but the first, what each may be met by: most terms are ruled out by one look."""


class _Entry(NamedTuple):
    meaning: Meaning
    said: Said


class Lexicon:
    """All meanings that are known; when somebody edits one, `changed` makes the next lexicon."""

    def __init__(self, meanings: Iterable[Meaning] = ()) -> None:
        self.meanings: dict[str, Meaning] = {}
        self._ways: dict[str, list[Said]] = {}
        self._first: dict[str, tuple[_Entry, ...]] = {}
        self._sorted: dict[str, Ways] = {}
        for meaning in meanings:
            self._put(meaning)

    def changed(self, meanings: Iterable[Meaning]) -> "Lexicon":
        """The lexicon in which these are as they are now; it shares the others with this one."""
        after = Lexicon()
        after.meanings, after._ways = dict(self.meanings), dict(self._ways)
        after._first = dict(self._first)
        for meaning in meanings:
            after._put(meaning)
        return after

    def _put(self, meaning: Meaning) -> None:
        if self.meanings.get(meaning.id) == meaning:
            return
        self._take_out(meaning.id)
        if meaning.status != "known":
            self.meanings.pop(meaning.id, None)
            return
        self.meanings[meaning.id] = meaning
        self._ways[meaning.id] = _ways_to_say(meaning)
        for said in self._ways[meaning.id]:
            for key, _ in said.met[0]:
                self._first[key] = (*self._first.get(key, ()), _Entry(meaning, said))

    def _take_out(self, slug: str) -> None:
        for key in {key for said in self._ways.pop(slug, ()) for key, _ in said.met[0]}:
            left = tuple(entry for entry in self._first[key] if entry.meaning.id != slug)
            if left:
                self._first[key] = left
            else:
                del self._first[key]

    def knows(self, key: str) -> bool:
        """Whether a term begins with a word of that key."""
        return key in self._first

    @cached_property
    def vocabulary(self) -> list[tuple[str, str]]:
        """Every word of every term: its principal key, and how it is written."""
        return sorted({word for meaning in self.meanings.values() for word in written(meaning)})

    def find(self, query: Sequence[Sequence[Sure]]) -> list[Tie]:
        """What a query says; it is given by what each of its words may be."""
        places: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, word in enumerate(query):
            for key, sure in word:
                places[key].append((at, sure))
        best: dict[tuple[str, frozenset[int]], Tie] = {}
        for key in places:
            for meaning, said in self._first.get(key, ()):
                if any(places.keys().isdisjoint(word) for word in said.like):
                    continue
                found = _placed(meaning, said, places)
                if found and found.weight > best.get((meaning.id, found.at), _NONE).weight:
                    best[meaning.id, found.at] = found
        return _settled(list(best.values()), [_sound(word) for word in query])

    def own(self, meaning: Meaning) -> list[Said]:
        """How it is said by its own terms."""
        return self._ways[meaning.id]

    def ways(self, meaning: Meaning) -> Ways:
        """How else it is said: its own terms, those of narrower and of broader meanings."""
        if meaning.id not in self._sorted:
            self._sorted[meaning.id] = sorted_ways(self._all_ways(meaning))
        return self._sorted[meaning.id]

    def _all_ways(self, meaning: Meaning) -> Iterator[Weighed]:
        broader = 1.0 if meaning.kind == "need" else BROADER
        above = [m for m in meaning.broader if m in self._ways and m != meaning.id]
        shares = [(meaning.id, 1.0)]
        shares += [(slug, NARROWER) for slug in self._below(meaning.id)]
        shares += [(slug, broader) for slug in above]
        for slug, share in shares:
            for said in self._ways[slug]:
                if meaning.kind == "need" and slug == meaning.id and len(said.keys) > 1:
                    continue  # no title tells a need in these words
                yield Weighed(said.keys, said.plain, share * said.weight, self._shared(said))

    def _shared(self, said: Said) -> bool:
        """Whether the key of a single word is another word's too: भेंट is not बेंत."""
        if len(said.keys) > 1:
            return False
        spelt, (word,) = self._spelt.get(said.keys[0][0], {}), said.plain
        own = self._family_of(spelt.get(word, set()))
        return any(
            one_of(other) != one_of(word) and own.isdisjoint(self._family_of(slugs))
            for other, slugs in spelt.items()
            if other != word
        )

    def _family_of(self, slugs: set[str]) -> set[str]:
        """These meanings, and the next wider ones: what shares one of them is the same word."""
        wider = {above for slug in slugs for above in self.meanings[slug].broader}
        return slugs | wider

    @cached_property
    def _spelt(self) -> dict[str, dict[str, set[str]]]:
        """By principal key: the single words that have it, in plain Latin letters, and whose."""
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for slug, ways in self._ways.items():
            for said in ways:
                if len(said.keys) == 1 and said.weight >= SURE:
                    found[said.keys[0][0]][said.plain[0]].add(slug)
        return found

    def _below(self, slug: str) -> list[str]:
        found: list[str] = []
        level = [slug]
        for _ in range(LEVELS):
            level = [m for above in level for m in self._children[above] if m not in found]
            found.extend(level)
        return [m for m in dict.fromkeys(found) if m != slug]

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = defaultdict(list)
        for meaning in self.meanings.values():
            if meaning.kind != "need":
                for above in meaning.broader:
                    children[above].append(meaning.id)
        return children


def written(meaning: Meaning) -> set[tuple[str, str]]:
    """Every word of its terms: its principal key, and how it is written."""
    said = (word for term in meaning.terms for word in words(term.text))
    return {(keys(word)[0], word) for word in said if not is_stop(word)}


_NONE: Final = Tie(Meaning(id="", status="known", kind="thing"), frozenset(), 0.0)


def _ways_to_say(meaning: Meaning) -> list[Said]:
    ways: dict[tuple[str, ...], Said] = {}
    for term in meaning.terms:
        said = words(term.text)
        left = tuple(content(said))
        weight = term.weight * (ONE_LEFT if len(left) == 1 < len(said) else 1)
        if left and weight > (ways[left].weight if left in ways else 0):
            spelt = tuple(tuple(keys(word)) for word in left)
            met = tuple(spellings(word, among=len(left)) for word in left)
            like = tuple(frozenset(key for key, _ in word) for word in met[1:])
            ways[left] = Said(spelt, weight, met, tuple(map(plain, left)), like)
    return list(ways.values())


def spellings(word: str, *, among: int) -> tuple[Sure, ...]:
    """What a word may be met by: itself, its sound, its key, other keys, and its root, which tells
    too little unless other words of the term are met too."""
    principal, *variants = keys(word)
    one = one_of(word)
    found = [
        Sure(AS_WRITTEN + word, 1.0),
        *([Sure(AS_WRITTEN + one, PLURAL)] if one != word else []),
        Sure(AS_SOUNDED + plain(word), SOUNDED),
        Sure(principal, SAME_KEY),
        *(Sure(variant, SAME_VARIANT) for variant in variants),
    ]
    return (*found, Sure(OF_ROOT + root(word), SAME_ROOT)) if among > 1 else tuple(found)


def _placed(meaning: Meaning, said: Said, places: dict[str, list[tuple[int, float]]]) -> Tie | None:
    found = [
        [(at, sure * own) for key, own in word for at, sure in places.get(key, ())]
        for word in said.met
    ]
    if not all(found):
        return None
    each = (sorted(places, key=lambda place: -place[1])[:3] for places in found)
    best: Tie | None = None
    for way in product(*each):
        at = frozenset(place for place, _ in way)
        loose = max(at) - min(at) + 1 - len(at)
        sure = min(weight for _, weight in way)
        near = len(at) == len(way) and (meaning.kind == "need" or loose <= MOST_LOOSE)
        if near and (best is None or said.weight * sure > best.weight):
            sound = _sound(said.met[0]) if len(way) == 1 else ""
            best = Tie(meaning, at, said.weight * sure, sure > SAME_KEY, sound)
    return best


def _settled(ties: list[Tie], typed: list[str]) -> list[Tie]:
    """Of words with one key, those written more alike are likelier meant."""
    exact = {tie.at for tie in ties if tie.exact and len(tie.at) == 1}
    return [_less_sure(tie, typed, exact) for tie in ties]


def _less_sure(tie: Tie, typed: list[str], exact: set[frozenset[int]]) -> Tie:
    if tie.exact or len(tie.at) > 1:
        return tie
    (at,) = tie.at
    alike = closeness(typed[at], tie.sound) ** 2
    return tie._replace(weight=tie.weight * alike * (OTHER_WORD if tie.at in exact else 1))


def _sound(word: Sequence[Sure]) -> str:
    """How it sounds, of what it may be met by."""
    return next(key[1:] for key, _ in word if key.startswith(AS_SOUNDED))
