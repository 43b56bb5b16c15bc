"""The categories by slug, with their names and whether they are goods or services."""

import csv
from importlib.resources import files
from typing import Final, Literal, NamedTuple, cast

from contracts.values import Text


class Category(NamedTuple):
    """One of them, as people read it."""

    slug: str
    name: Text
    kind: Literal["goods", "service"]


def _read() -> dict[str, Category]:
    table = (files(__package__) / "categories.csv").read_text("utf-8")
    return {
        row["slug"]: Category(
            row["slug"],
            Text(hi=row["name_hi"], en=row["name_en"]),
            cast(Literal["goods", "service"], row["kind"]),
        )
        for row in csv.DictReader(table.splitlines())
    }


CATEGORIES: Final = _read()
