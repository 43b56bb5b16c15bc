"""The sample's files as they lie: raw rows with the place where each stands."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import yaml

from deploy.sample.rows import Category, District


class BadSample(Exception):
    """The sample's files hold faults; `faults` has a line for each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Place(NamedTuple):
    """Where a row stands: its file, its number from 1, and its key."""

    file: str
    number: int
    key: str

    def says(self, field: str, what: str) -> str:
        """One line about this row."""
        return f"{self.file}: row {self.number} ({self.key}): {field}: {what}"


class RawRow(NamedTuple):
    """A row before anything is known of it."""

    place: Place
    raw: Any


def categories_in(folder: Path) -> dict[str, Category]:
    """The categories by slug."""
    with (folder / "categories.csv").open(encoding="utf-8", newline="") as lines:
        rows = msgspec.convert(list(csv.DictReader(lines)), list[Category])
    return {row.slug: row for row in rows}


def district_in(folder: Path) -> District:
    """The district; raises BadSample."""
    try:
        return msgspec.convert(_yaml(folder, "district.yaml"), District)
    except msgspec.ValidationError as error:
        raise BadSample([f"district.yaml: {error}"]) from error


def seller_rows_in(folder: Path) -> list[RawRow]:
    """The rows of sellers.yaml; raises BadSample where it is no list."""
    return _raw_rows(folder, ["sellers.yaml"])


def product_rows_in(folder: Path) -> list[RawRow]:
    """The rows of products/*.yaml, by file name; raises BadSample where one is no list."""
    return _raw_rows(
        folder, sorted(f"products/{path.name}" for path in folder.glob("products/*.yaml"))
    )


def _raw_rows(folder: Path, names: Iterable[str]) -> list[RawRow]:
    placed: list[RawRow] = []
    for name in names:
        rows = _yaml(folder, name)
        if not isinstance(rows, list):
            raise BadSample([f"{name}: must be a list of rows"])
        placed += [RawRow(Place(name, at, _key(raw)), raw) for at, raw in enumerate(rows, start=1)]
    return placed


def _key(raw: Any) -> str:
    return str(raw.get("key", "no key")) if isinstance(raw, dict) else "no key"


def _yaml(folder: Path, name: str) -> Any:
    try:
        return yaml.safe_load((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadSample([f"{name}: is missing"]) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadSample([f"{name}: line {line}: is not YAML: {error.problem}"]) from error
