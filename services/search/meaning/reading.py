"""The meanings that Haat starts with, from `seed/*.tsv` (form: `seed/README.md`)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from typing import Final, Literal, cast

from contracts.values import Language
from services.search.domain.meaning import Meaning, MeaningKind, Term

SEEDED_BY: Final = "haat"
SEEDED_AT: Final = datetime(2026, 11, 22, tzinfo=UTC)
_COLUMNS: Final[tuple[tuple[Language, Literal["Deva", "Latn"]], ...]] = (
    ("hi", "Deva"),
    ("hi", "Latn"),
    ("en", "Latn"),
)


def seeded() -> list[Meaning]:
    """Every meaning of the seed files, in the order of files and lines."""
    folder = files(__package__) / "seed"
    tables = sorted((f for f in folder.iterdir() if f.name.endswith(".tsv")), key=lambda f: f.name)
    return [meaning for table in tables for meaning in read(table.read_text("utf-8"))]


def read(text: str) -> Iterator[Meaning]:
    """The meanings of one file's text."""
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield _meaning(*(line + "\t" * 7).split("\t")[:7])


def _meaning(kind: str, slug: str, broader: str, categories: str, *columns: str) -> Meaning:
    terms = [
        _term(said, language, script)
        for column, (language, script) in zip(columns, _COLUMNS, strict=True)
        for said in _split(column)
    ]
    return Meaning(
        id=slug.strip(),
        status="known",
        kind=cast(MeaningKind, kind.strip()),
        broader=_split(broader),
        categories=_split(categories),
        terms=terms,
    )


def _term(said: str, language: Language, script: Literal["Deva", "Latn"]) -> Term:
    text, _, weight = said.partition("~")
    return Term(
        text=text.strip(),
        language=language,
        script=script,
        weight=float(weight or 1),
        added_by=SEEDED_BY,
        added_at=SEEDED_AT,
    )


def _split(column: str) -> list[str]:
    return [part.strip() for part in column.split(";") if part.strip()]
