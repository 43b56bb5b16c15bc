"""Samples of a run and the table that they make: medians, ratios, targets."""

import statistics
from collections.abc import Iterable
from typing import NamedTuple

Ratio = tuple[str, str]
"""Two columns; the first is divided by the second."""


class Target(NamedTuple):
    """What a ratio shall reach."""

    ratio: Ratio
    at_least: float | None = None
    at_most: float | None = None

    def __str__(self) -> str:
        sign, limit = ("≥", self.at_least) if self.at_least else ("≤", self.at_most)
        return f"{sign} {limit:g} × {self.ratio[1]}"

    def holds(self, value: float) -> bool:
        """Whether that ratio is good enough."""
        if self.at_least is not None and value < self.at_least:
            return False
        return self.at_most is None or value <= self.at_most


class Sheet:
    """One table: a line for each figure, a column for each contender or size, then the ratios."""

    def __init__(self, title: str, columns: Iterable[str], ratios: Iterable[Ratio]) -> None:
        self.title, self._columns, self._ratios = title, tuple(columns), tuple(ratios)
        self._samples: dict[str, dict[str, list[float]]] = {}
        self._targets: dict[str, Target] = {}

    @property
    def compares(self) -> bool:
        """Whether it has more than one contender."""
        return len(self._columns) > 1

    def note(self, figure: str, column: str, value: float, target: Target | None = None) -> None:
        """Keep what a round measured."""
        self._samples.setdefault(figure, {}).setdefault(column, []).append(value)
        if target is not None:
            self._targets[figure] = target

    def median(self, figure: str, column: str) -> float | None:
        """Of all rounds."""
        samples = self._samples.get(figure, {}).get(column)
        return statistics.median(samples) if samples else None

    def ratio(self, figure: str, ratio: Ratio) -> float | None:
        """The median of each round's ratio: what slows a whole round down is in both of them."""
        of, by = (self._samples.get(figure, {}).get(column, []) for column in ratio)
        ratios = [one / other for one, other in zip(of, by, strict=False) if other]
        return statistics.median(ratios) if ratios else None

    @property
    def samples(self) -> dict[str, dict[str, list[float]]]:
        """What each round measured, by figure and column."""
        return self._samples

    def missed(self) -> list[str]:
        """Figures whose target was not reached."""
        return [figure for figure in self._targets if self._reached(figure) == "no"]

    def lines(self) -> list[str]:
        """The table in Markdown."""
        names = ["figure", *self._columns, *(f"{of} ÷ {by}" for of, by in self._ratios)]
        rows = [[*names, "target", "reached"], ["---"] * (len(names) + 2)]
        rows += [self._row(figure) for figure in self._samples]
        return [f"## {self.title}", "", *("| " + " | ".join(row) + " |" for row in rows), ""]

    def _row(self, figure: str) -> list[str]:
        values = [_text(self.median(figure, column)) for column in self._columns]
        ratios = [_text(self.ratio(figure, ratio), digits=2) for ratio in self._ratios]
        target = self._targets.get(figure)
        return [figure, *values, *ratios, str(target or ""), self._reached(figure)]

    def _reached(self, figure: str) -> str:
        target = self._targets.get(figure)
        value = self.ratio(figure, target.ratio) if target else None
        if target is None or value is None:
            return ""
        return "yes" if target.holds(value) else "no"


def _text(value: float | None, digits: int = 1) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.{digits}f}"
