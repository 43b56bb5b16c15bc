"""What programs read beside their modules is installed with them."""

import tomllib
from pathlib import Path

from deploy.local.settings import ROOT

READ = (".csv", ".tsv", ".gz", ".json", ".yaml")
FOLDERS = ("chassis", "contracts", "services", "deploy/sample")


def packaged() -> set[Path]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    return {
        file
        for package, patterns in settings["package-data"].items()
        for pattern in patterns
        for file in (ROOT / package.replace(".", "/")).glob(pattern)
    }


def test_every_file_that_programs_read_is_installed_with_them() -> None:
    read = {f for folder in FOLDERS for f in (ROOT / folder).rglob("*") if f.suffix in READ}

    assert read - packaged() == set()
    assert ROOT / "services/search/meaning/categories.csv" in read
    assert ROOT / "services/search/places/data/pins.csv.gz" in read


def test_the_image_takes_the_folders_whole() -> None:
    """Modules and what they read go the same way."""
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    seen = (ROOT / ".dockerignore").read_text("utf-8").splitlines()

    for folder in ("chassis", "contracts", "services"):
        assert f"COPY {folder} /srv/haat/{folder}" in lines
        assert f"!{folder}" in seen
    assert [line for line in seen if line.startswith("**")] == ["**/__pycache__", "**/*.pyc"]
