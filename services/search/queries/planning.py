"""From words to a plan: what they may mean, which belong together, what each is worth."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, Protocol

from services.search.domain.plan import Near, Plan, PlanWord, Segment, Sense
from services.search.domain.weights import Weights
from services.search.language import key, keys, one_of, plain, root, script
from services.search.meaning.categories import CATEGORIES
from services.search.meaning.hollow import content
from services.search.meaning.lexicon import (
    AS_SOUNDED,
    AS_WRITTEN,
    OF_ROOT,
    PLURAL,
    SAME_KEY,
    Lexicon,
    Sure,
    Tie,
)

MOST_WORDS: Final = 16
"""A spoken sentence is cut here."""
VARIANT: Final = 0.85
"""How sure a key is that a word may have, but need not."""
AS_LIKELY: Final = 0.75
NAMES: Final = ("thing", "need")


class Vocabulary(Protocol):
    """The words that goods on sale are called by, and those of all meanings."""

    def knows(self, key: str) -> bool:
        """Whether goods or meanings have a word of that key."""
        ...

    def near(self, key: str, typed: str) -> list[Near]:
        """Known words that sound much like a key and look like what was typed."""
        ...


class Planner:
    """Plans queries by one lexicon, vocabulary and set of weights."""

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary, weights: Weights) -> None:
        self.lexicon, self.vocabulary, self.weights = lexicon, vocabulary, weights

    def plan(self, words: Sequence[str], places: Collection[str] = ()) -> Plan:
        """The plan of a query's words; those among `places` only name where it is from."""
        typed = content(words)[:MOST_WORDS]
        spelt = [tuple(keys(word)) for word in typed]
        near = [
            () if word in places else self._near(word, keys)
            for word, keys in zip(typed, spelt, strict=True)
        ]
        ties = self.lexicon.find([_sure(*word) for word in zip(typed, spelt, near, strict=True)])
        groups = _groups(len(typed), ties)
        read = [
            self._place(typed[at], spelt[at])
            if typed[at] in places
            else self._word(typed[at], spelt[at], near[at], _surest(ties, at))
            for at in range(len(typed))
        ]
        return Plan(tuple(self._segment(group, read, ties) for group in groups))

    def _place(self, typed: str, spelt: tuple[str, ...]) -> PlanWord:
        return PlanWord(typed=typed, keys=spelt, weight=self.weights.place)

    def _near(self, typed: str, spelt: tuple[str, ...]) -> tuple[Near, ...]:
        if any(self.vocabulary.knows(key) for key in spelt) or typed.isdigit():
            return ()
        return tuple(self.vocabulary.near(spelt[0], typed))

    def _word(
        self, typed: str, spelt: tuple[str, ...], near: tuple[Near, ...], ties: list[Tie]
    ) -> PlanWord:
        return PlanWord(
            typed=typed,
            keys=spelt,
            weight=self._worth(typed, spelt, near, ties),
            senses=tuple(self._sense(tie) for tie in ties),
            near=near,
        )

    def _worth(
        self, typed: str, spelt: tuple[str, ...], near: tuple[Near, ...], ties: list[Tie]
    ) -> float:
        if script(typed) == "Digit":
            return self.weights.number
        if ties:
            return max(self._worth_of(tie) for tie in ties)
        known = near or any(self.vocabulary.knows(k) for k in spelt)
        return self.weights.unknown if known else self.weights.strange

    def _worth_of(self, tie: Tie) -> float:
        kind = tie.meaning.kind
        if kind == "thing" and tie.meaning.id in CATEGORIES:
            return self.weights.wide_thing
        if kind == "need" and len(tie.at) == 1:
            return self.weights.use
        if kind in NAMES and len(tie.at) > 1:
            return self.weights.told
        return self.weights.of_kind(kind)

    def _segment(self, group: list[int], read: list[PlanWord], ties: list[Tie]) -> Segment:
        words = [read[at] for at in group]
        if len(group) == 1:
            return Segment((words[0],), words[0].weight)
        together = [tie for tie in ties if len(tie.at) > 1 and tie.at <= set(group)]
        weight = max(map(self._worth_of, together))
        return Segment(
            words=_shared(words, weight),
            weight=weight,
            senses=tuple(
                replace(self._sense(tie), share=len(tie.at) / len(group)) for tie in together
            ),
            joined=tuple(key(left.typed + right.typed) for left, right in pairwise(words)),
        )

    def _sense(self, tie: Tie) -> Sense:
        meaning = tie.meaning
        names = meaning.kind in NAMES
        return Sense(
            slug=meaning.id,
            kind=meaning.kind,
            strength=tie.weight,
            ways=self.lexicon.ways(meaning),
            categories=tuple(meaning.categories) if names else (),
            within=() if names else tuple(meaning.categories),
        )


def _shared(words: Sequence[PlanWord], weight: float) -> tuple[PlanWord, ...]:
    """Words that say something together share what it is worth; each alone says its part."""
    whole = sum(word.weight for word in words)
    return tuple(replace(word, weight=weight * word.weight / whole) for word in words)


def _surest(ties: Sequence[Tie], at: int) -> list[Tie]:
    """What one word may mean by itself, without what is much less likely than the likeliest."""
    alone = [tie for tie in ties if tie.at == {at}]
    least = AS_LIKELY * max((tie.weight for tie in alone), default=0.0)
    return [tie for tie in alone if tie.weight >= least]


def _sure(typed: str, spelt: tuple[str, ...], near: tuple[Near, ...]) -> list[Sure]:
    one = one_of(typed)
    return [
        Sure(AS_WRITTEN + typed, 1.0),
        Sure(AS_SOUNDED + plain(typed), 1.0),
        *(
            [Sure(AS_WRITTEN + one, PLURAL), Sure(AS_SOUNDED + plain(one), SAME_KEY)]
            if one != typed
            else []
        ),
        *(Sure(key, VARIANT if rank else 1.0) for rank, key in enumerate(spelt)),
        *(Sure(n.key, n.closeness) for n in near),
        Sure(OF_ROOT + root(typed), 1.0),
    ]


def _groups(count: int, ties: list[Tie]) -> list[list[int]]:
    """Which words belong together: those of the longest and surest meanings, and of these the ones
    that stand closer; none in two."""
    taken: set[int] = set()
    groups: list[list[int]] = []
    for tie in sorted(ties, key=lambda tie: (-len(tie.at), -tie.weight, max(tie.at) - min(tie.at))):
        if len(tie.at) > 1 and taken.isdisjoint(tie.at):
            taken |= tie.at
            groups.append(sorted(tie.at))
    alone = [[at] for at in range(count) if at not in taken]
    return sorted(groups + alone)
