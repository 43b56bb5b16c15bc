"""Figures of retrieval: nDCG, recall, reciprocal rank, and how often nothing was found."""

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Final, NamedTuple

DEPTH: Final = 10
Grades = Mapping[str, int]


class Figures(NamedTuple):
    """Means over queries; `no_result` is the share of queries that found nothing."""

    queries: int
    ndcg: float
    recall: float
    mrr: float
    no_result: float


def ndcg(ranked: Sequence[str], grades: Grades) -> float:
    """nDCG@10 with gain 2^grade - 1 (Järvelin and Kekäläinen 2002, in Burges' form)."""
    ideal = _dcg(sorted(grades.values(), reverse=True))
    return _dcg([grades.get(item, 0) for item in ranked]) / ideal if ideal else 0.0


def recall(ranked: Sequence[str], grades: Grades) -> float:
    """The share of the relevant among the first ten, of as many as ten could hold."""
    relevant = {item for item, grade in grades.items() if grade > 0}
    hit = sum(item in relevant for item in ranked[:DEPTH])
    return hit / min(DEPTH, len(relevant)) if relevant else 0.0


def reciprocal_rank(ranked: Sequence[str], grades: Grades) -> float:
    """1 over the place of the first relevant one among ten; 0 without any."""
    places = (at for at, item in enumerate(ranked[:DEPTH], start=1) if grades.get(item, 0) > 0)
    return 1 / next(places, math.inf)


def figures(judged: Iterable[tuple[Sequence[str], Grades]]) -> Figures:
    """The means over pairs of what was found and what is relevant."""
    pairs = list(judged)
    return Figures(
        queries=len(pairs),
        ndcg=_mean(ndcg(ranked, grades) for ranked, grades in pairs),
        recall=_mean(recall(ranked, grades) for ranked, grades in pairs),
        mrr=_mean(reciprocal_rank(ranked, grades) for ranked, grades in pairs),
        no_result=_mean(float(not ranked) for ranked, _ in pairs),
    )


def _dcg(gains: Sequence[int]) -> float:
    return math.fsum((2.0**gain - 1) / math.log2(at + 2) for at, gain in enumerate(gains[:DEPTH]))


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return fmean(found) if found else 0.0
