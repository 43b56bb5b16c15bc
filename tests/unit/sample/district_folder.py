"""A small sample in a folder of its own, made of shipped rows that a test may spoil."""

import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from deploy.sample.files import BadSample
from deploy.sample.reading import HERE, Sample, read

RawRows = list[dict[str, Any]]
Spoil = Callable[[RawRows, RawRows], object]


class Folder:
    """Two sellers (ganesh-pandit, kailash-peda) with two products: surahi, then peda-500."""

    def __init__(self, at: Path) -> None:
        self.at = at
        for name in ("district.yaml", "categories.csv"):
            shutil.copy(HERE / name, at / name)
        (at / "products").mkdir()
        self.sellers = _shipped("sellers.yaml", "ganesh-pandit", "kailash-peda")
        self.products = _shipped("products/clay.yaml", "surahi")
        self.products += _shipped("products/sweets.yaml", "peda-500")
        self.write()

    def write(self) -> None:
        self.write_text("sellers.yaml", yaml.safe_dump(self.sellers))
        self.write_text("products/clay.yaml", yaml.safe_dump(self.products))

    def write_text(self, name: str, text: str) -> None:
        (self.at / name).write_text(text, encoding="utf-8")

    def spoilt(self, spoil: Spoil) -> list[str]:
        """The faults after the sellers and products were spoilt."""
        spoil(self.sellers, self.products)
        self.write()
        return self.faults()

    def faults(self) -> list[str]:
        try:
            read(self.at)
        except BadSample as bad:
            return bad.faults
        return []

    def sample(self) -> Sample:
        return read(self.at)


def _shipped(name: str, *keys: str) -> RawRows:
    rows = {row["key"]: row for row in yaml.safe_load((HERE / name).read_text(encoding="utf-8"))}
    return [deepcopy(rows[key]) for key in keys]
