"""`haat search evaluate FILE --out RUN.json`: what search would show for each judged query."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Final

from elasticsearch import Elasticsearch

from chassis.clock import SystemClock
from services.search.domain.weights import Weights
from services.search.evaluation.baselines import by_trigrams, standard
from services.search.evaluation.figures import Figures, figures
from services.search.evaluation.judged import Judged, read
from services.search.evaluation.nothing import NothingKept
from services.search.evaluation.running import Run, run
from services.search.meaning.lexicon import Lexicon
from services.search.meaning.reading import seeded
from services.search.meaning.vocabulary import Vocabulary
from services.search.places import Gazetteer
from services.search.queries.desk import Desk

SECONDS: Final = 30.0
ALL: Final = "all"
_ROW: Final = "{:12} {:>7} {:>8} {:>10} {:>6} {:>10}"


def evaluate(path: Path, out: Path | None, elasticsearch_url: str, *, baselines: bool) -> Figures:
    """Run the file's queries over the file's items alone, by the seeded meanings.

    Writes {query id: [item ids, best first]} to `out`, prints the figures where the file has
    grades, and returns those over all queries. Raises `OSError`, `msgspec.ValidationError`.
    """
    judged = read(path)
    client = Elasticsearch(elasticsearch_url, request_timeout=SECONDS)
    desk = seeded_desk()
    found = run(judged, client, desk)
    if out:
        out.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if any(query.relevant for query in judged.queries):
        print(table("this search", judged, found))
    if baselines:
        print(table("standard analysis", judged, standard(judged, client, desk.gazetteer)))
        print(table("trigrams alone", judged, by_trigrams(judged, client, desk.gazetteer)))
    return by_class(judged, found)[ALL]


def seeded_desk() -> Desk:
    """A desk with the seeded meanings, that keeps nothing and has yet to get an index."""
    lexicon = Lexicon(seeded())
    return Desk(
        index=NothingKept(),
        lexicon=lambda: lexicon,
        vocabulary=Vocabulary(),
        gazetteer=Gazetteer.load(),
        weights=Weights(),
        clock=SystemClock(),
        served=lambda pin: True,
        shelf=NothingKept(),
        popular=tuple,
        clicked=lambda key: {},
        many=lambda: False,
    )


def by_class(judged: Judged, found: Run) -> dict[str, Figures]:
    """The figures of each class of queries, and of all."""
    pairs = defaultdict(list)
    for query in judged.queries:
        for name in (query.kind, ALL):
            pairs[name].append((found.get(query.id, []), query.relevant))
    return {name: figures(pairs[name]) for name in sorted(pairs, key=lambda n: (n == ALL, n))}


def table(title: str, judged: Judged, found: Run) -> str:
    """The figures by class, one line each."""
    head = _ROW.format("class", "queries", "nDCG@10", "recall@10", "MRR", "no result")
    lines = [
        _ROW.format(
            name[:12],
            one.queries,
            f"{one.ndcg:.3f}",
            f"{one.recall:.3f}",
            f"{one.mrr:.3f}",
            f"{one.no_result:.1%}",
        )
        for name, one in by_class(judged, found).items()
    ]
    return "\n".join([f"\n{title}", head, *lines])
