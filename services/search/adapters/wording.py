"""A plan as Elasticsearch clauses: each word at the best of the ways in which goods say it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any, Final

from services.search.domain.plan import Plan, PlanWord, Segment, Sense
from services.search.domain.weights import Weights
from services.search.language import plain

Clause = dict[str, Any]
WORDS: Final = "all words"
"""What `explain` calls what the words gave in all; the signs that gave it stand beside."""
ALONE: Final = 0.7
"""Of the least points, what a sign of a query's only word must give: with two of the other sorts
beside it, each of which adds a fifth, one that gives less is still too little."""
AS_GOOD: Final = 0.92
"""Ways that are also found by key: those of narrower and wider meanings are not."""
TRIGRAMS_SHARED: Final = "65%"
"""With fewer, a query about nothing here would find junk."""


@dataclass
class _Signs:
    """Clauses by where a word, or what it means, is found."""

    title: list[Clause] = field(default_factory=list)
    family: list[Clause] = field(default_factory=list)
    body: list[Clause] = field(default_factory=list)

    def add(self, other: "_Signs") -> None:
        self.title += other.title
        self.family += other.family
        self.body += other.body

    def within(self, categories: tuple[str, ...]) -> "_Signs":
        """The same, of goods of these categories only."""
        if not categories:
            return self
        only = {"terms": {"category": list(categories)}}
        return _Signs(
            *([_only(sort, only)] if sort else [] for sort in (self.title, self.family, self.body))
        )


class Wording:
    """Writes the clauses of one plan; `named` ones tell which of them hit, for `explain`.

    By `titles`, texts and lesser categories are left out: where titles say enough, that is quick.
    """

    def __init__(self, weights: Weights, *, named: bool = False, titles: bool = False) -> None:
        self.weights, self.named, self.titles = weights, named, titles

    def text(self, plan: Plan, least: float) -> Clause:
        """Goods that say at least that share of it, scored up to `weights.whole`."""
        share = self.weights.whole / plan.weight
        lowest = least * self.weights.whole
        few, enough = _apart(plan, least)
        floor = lowest * ALONE if len(plan.words) == 1 else 0.0
        one_of = {"bool": {"should": [self._segment(segment, share, floor) for segment in enough]}}
        besides = [self._segment(segment, share) for segment in few]
        said = plan.whole or " ".join(word.keys[0] for word in plan.words)
        besides.append(self._terms("whole", [said], self.weights.exact, "whole title"))
        query = {"bool": {"must": [one_of], "should": besides}}
        asked = {"query": query, "min_score": lowest} | ({"_name": WORDS} if self.named else {})
        return {"function_score": asked}

    def _segment(self, segment: Segment, share: float, floor: float = 0.0) -> Clause:
        words = [self._word(word, share * word.weight, floor) for word in segment.words]
        if len(words) == 1 and not segment.senses:
            return words[0]
        worth = share * segment.weight
        together = [self._evidence(self._senses(segment.senses, worth))] if segment.senses else []
        if segment.joined:
            joined = list(segment.joined)
            together.append(self._terms("keys", joined, worth * self.weights.key, "as one word"))
        each = [*together, {"bool": {"should": words}}]
        return {"dis_max": {"queries": each, "tie_breaker": self.weights.apart}}

    def _word(self, word: PlanWord, worth: float, floor: float) -> Clause:
        w, said = self.weights, word.typed
        typed = tuple(dict.fromkeys([said, plain(said)]))
        signs = self._senses(word.senses, worth)
        signs.title += [
            self._terms("typed", typed, worth * w.typed, f"{said}: title, as typed"),
            self._terms("keys", word.keys[:1], worth * w.key, f"{said}: title"),
            self._terms("variants", word.keys[:1], worth * w.variant, f"{said}: title, or so"),
        ]
        if word.keys[1:]:
            name = f"{said}: title, spelt otherwise"
            signs.title.append(self._terms("keys", word.keys[1:], worth * w.variant, name))
        signs.family.append(
            self._terms("family", word.keys[:1], worth * w.family, f"{said}: category")
        )
        signs.body.append(self._terms("body", word.keys[:1], worth * w.body, f"{said}: text"))
        for near in word.near:
            close, name = worth * near.closeness * w.near, f"{said}: as {near.written}"
            signs.title.append(self._terms("keys", [near.key], close, name))
            signs.body.append(self._terms("body", [near.key], close * w.body, f"{name}, text"))
        return self._evidence(signs, floor)

    def _senses(self, senses: tuple[Sense, ...], worth: float) -> "_Signs":
        found = _Signs()
        for sense in senses:
            points = worth * sense.strength * sense.share
            signs = _Signs(
                title=[*self._alone(sense, points), *self._together(sense, points)],
                family=list(self._family(sense, points)),
                body=list(self._in_text(sense, points)),
            )
            found.add(signs.within(sense.within))
        return found

    def _evidence(self, signs: "_Signs", floor: float = 0.0) -> Clause:
        """The best sign of each sort: the best of all counts whole, the others add a little. Signs
        that give less than `floor` are left out."""
        body = [] if self.titles else signs.body
        sorts = [_enough(sort, floor) for sort in (signs.title, signs.family, body)]
        best = [_best(sort) for sort in sorts if sort]
        return {"dis_max": {"queries": best, "tie_breaker": self.weights.more}}

    def _family(self, sense: Sense, worth: float) -> Iterator[Clause]:
        for rank, category in enumerate(sense.categories):
            share = self.weights.of_category(sense.slug, sense.kind, category, rank)
            if not self.titles or share >= self.weights.sure:
                name = f"{category}: {sense.slug}"
                yield self._terms("category", [category], worth * share, name)
        if sense.ways.sure and not sense.categories:
            name = f"category: {sense.slug}"
            yield self._terms("family", sense.ways.sure, worth * self.weights.family, name)

    def _in_text(self, sense: Sense, worth: float) -> Iterator[Clause]:
        if sense.ways.sure:
            points, name = worth * self.weights.meaning_in_body, f"text means {sense.slug}"
            yield self._terms("body", sense.ways.sure, points, name)

    def _alone(self, sense: Sense, worth: float) -> Iterator[Clause]:
        for way in sense.ways.alone:
            points, name = worth * way.strength * self.weights.meaning, f"means {sense.slug}"
            if way.plain:
                by_key = worth * way.strength * self.weights.meaning_by_key
                yield self._terms("typed", way.plain, points, name)
                if way.strength > AS_GOOD and way.keys:
                    yield self._terms("keys", way.keys, by_key, f"{name}, or so")
            if way.pairs:
                yield self._terms("pairs", way.pairs, points, f"{name}, in two words")

    def _together(self, sense: Sense, worth: float) -> Iterator[Clause]:
        for way in sense.ways.together:
            each = [{"terms": {"keys": keys}} for keys in way.keys]
            clause: Clause = {"constant_score": {"filter": {"bool": {"filter": each}}}}
            points = worth * way.strength * self.weights.meaning
            yield self._name(clause, points, f"means {sense.slug}")

    def _terms(self, field: str, values: Sequence[str], boost: float, name: str) -> Clause:
        if len(values) == 1:
            return self._name({"term": {field: {"value": values[0]}}}, boost, name, field)
        return self._name({"terms": {field: values}}, boost, name)

    def _name(self, clause: Clause, boost: float, name: str, field: str = "") -> Clause:
        (inner,) = clause.values()
        inner = inner[field] if field else inner
        inner["boost"] = round(boost, 4)
        if self.named:
            inner["_name"] = name
        return clause


def _apart(plan: Plan, least: float) -> tuple[list[Segment], list[Segment]]:
    """Segments that all together are not worth enough, and those of which one must be met."""
    light = sorted(plan.segments, key=lambda segment: segment.weight)
    few: list[Segment] = []
    while len(light) > 1 and sum(s.weight for s in few) + light[0].weight < least * plan.weight:
        few.append(light.pop(0))
    return few, light


def _enough(clauses: list[Clause], floor: float) -> list[Clause]:
    """Without what could never suffice: Elasticsearch would walk all goods that have it."""
    return [clause for clause in clauses if _boost(clause) >= floor]


def _boost(clause: Clause) -> float:
    """What it gives; where only parts of it tell, as much as there may be."""
    (inner,) = clause.values()
    if "term" in clause:
        (inner,) = inner.values()
    return float(inner.get("boost", inf))


def _best(clauses: list[Clause]) -> Clause:
    return clauses[0] if len(clauses) == 1 else {"dis_max": {"queries": clauses}}


def _only(clauses: list[Clause], where: Clause) -> Clause:
    return {"bool": {"filter": [where], "must": [_best(clauses)]}}


def by_trigrams(grams: list[str]) -> Clause:
    """The last resort: titles that share most of the letters."""
    return {
        "match": {"trigrams": {"query": " ".join(grams), "minimum_should_match": TRIGRAMS_SHARED}}
    }
