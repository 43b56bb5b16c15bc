"""The tables of a run."""

from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Final

from tests.load.messaging.sheet import Sheet, Target
from tests.load.search.indexing import Indexed
from tests.load.search.job import Figure, Outcome, Row, Spent
from tests.load.search.names import BARE, FACETED, OURS, PLAIN, SUGGEST
from tests.load.search.spent import STEPS

NOT_SLOWER: Final = 1.6
"""How many times as long as the plain query search may take."""
FLAT: Final = 3.0
"""How many times as long the slowest hundredth may take at the largest size as at the smallest."""
SUGGESTED_MS: Final = 30.0
PER_SECOND: Final = 1_500


def lines(indexed: Sequence[Indexed], outcome: Outcome) -> list[str]:
    """All tables in Markdown."""
    sizes = [one.size for one in indexed]
    return [
        *_goals(indexed, outcome),
        *race((OURS, PLAIN, FACETED), outcome.figures).lines(),
        *race((BARE, PLAIN), outcome.figures).lines(),
        *growth(sizes, outcome.figures).lines(),
        *_indexing(indexed),
        *_spent(outcome.spent),
        *_by_kind(outcome.rows),
    ]


def race(columns: Sequence[str], figures: Iterable[Figure]) -> Sheet:
    """The first beside the others; the goal is its ratio to the second."""
    ratios = [(columns[0], other) for other in columns[1:]]
    sheet = Sheet(f"{columns[0].capitalize()} beside a plain query", columns, ratios)
    target = Target(ratios[0], at_most=NOT_SLOWER)
    for one in figures:
        if one.contender in columns:
            name = f"{one.size:,} products, {one.callers} at once"
            sheet.note(f"{name}, p50 ms", one.contender, one.p50, target)
            sheet.note(f"{name}, p99 ms", one.contender, one.p99)
            sheet.note(f"{name}, CPU ms", one.contender, one.cpu)
    return sheet


def growth(sizes: Sequence[int], figures: Iterable[Figure]) -> Sheet:
    """What becomes slower with more goods."""
    columns = [f"{size:,}" for size in sizes]
    sheet = Sheet("By size", columns, [(columns[-1], columns[0])] if len(sizes) > 1 else [])
    target = Target((columns[-1], columns[0]), at_most=FLAT) if len(sizes) > 1 else None
    for one in figures:
        name, size = f"{one.contender}, {one.callers} at once", f"{one.size:,}"
        aimed = target if one.contender in (OURS, BARE) else None
        sheet.note(f"{name}, per s", size, one.rate)
        sheet.note(f"{name}, p50 ms", size, one.p50)
        sheet.note(f"{name}, p99 ms", size, one.p99, aimed)
    return sheet


def _goals(indexed: Sequence[Indexed], outcome: Outcome) -> Iterator[str]:
    """The goals that are no ratios, at the largest size."""
    largest = indexed[-1]
    yield from ["## Goals that are no ratios", ""]
    reached = "yes" if largest.rate >= PER_SECOND else "no"
    yield f"- indexing {largest.size:,} products, per s: {largest.rate:,.0f} (≥ 1,500: {reached})"
    for callers in dict.fromkeys(one.callers for one in outcome.figures):
        p99 = median(
            one.p99
            for one in outcome.figures
            if (one.contender, one.size, one.callers) == (SUGGEST, largest.size, callers)
        )
        reached = "yes" if p99 <= SUGGESTED_MS else "no"
        yield (
            f"- {SUGGEST} among {largest.size:,} products, {callers} at once, p99 ms: {p99:.1f} "
            f"(≤ {SUGGESTED_MS:.0f}: {reached})"
        )
    yield ""


def _indexing(indexed: Sequence[Indexed]) -> Iterator[str]:
    yield from ["## Indexing", ""]
    steps = list(dict.fromkeys(step for one in indexed for step in one.steps))
    yield from _table(
        ["", *(f"{one.size:,}" for one in indexed)],
        [
            ["products per s", *(f"{one.rate:,.0f}" for one in indexed)],
            ["bytes in the index per product", *(f"{one.bytes_each:,.0f}" for one in indexed)],
            ["bytes of JSON per product", *(f"{one.json_each:,.0f}" for one in indexed)],
            ["CPU ms of our process per product", *(f"{one.cpu_each:.2f}" for one in indexed)],
            *(
                [f"{step}, ms per product", *(f"{one.each(step):.2f}" for one in indexed)]
                for step in steps
            ),
        ],
    )


def _spent(spent: Sequence[Spent]) -> Iterator[str]:
    yield from ["## Where the time goes: mean milliseconds, one caller", ""]
    for size in dict.fromkeys(one.size for one in spent):
        here = [one for one in spent if one.size == size]
        rows = [[step, *(f"{one.steps[step]:.2f}" for one in here)] for step in STEPS]
        whole = ["all of it", *(f"{sum(one.steps.values()):.2f}" for one in here)]
        heads = [f"{size:,} products", *(one.contender for one in here)]
        yield from _table(heads, [*rows, whole])


def _by_kind(rows: Sequence[Row]) -> Iterator[str]:
    yield from ["## By kind of query: medians, one caller, each query once", ""]
    kinds = dict.fromkeys((row.size, row.kind) for row in sorted(rows, key=_size_and_kind))
    yield from _table(_COLUMNS, [_of_kind(rows, *size_and_kind) for size_and_kind in kinds])


_COLUMNS: Final = (
    *("products", "kind", "search, ms", "plain, ms"),
    *("search finds, % of all", "plain finds, % of all"),
)


def _size_and_kind(row: Row) -> tuple[int, str]:
    return row.size, row.kind


def _of_kind(rows: Sequence[Row], size: int, kind: str) -> list[str]:
    here = [row for row in rows if _size_and_kind(row) == (size, kind)]
    by = [[row for row in here if row.contender == name] for name in (BARE, PLAIN)]
    times = [f"{median(row.ms for row in asked):.1f}" for asked in by]
    found = [f"{median(row.found for row in asked) * 100:.2f}" for asked in by]
    return [f"{size:,}", kind, *times, *found]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for row in (heads, ["---"] * len(heads), *rows):
        yield "| " + " | ".join(row) + " |"
    yield ""
