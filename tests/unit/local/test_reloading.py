"""Running programs take over changed configuration files."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest

from deploy.local.program import Program
from deploy.local.reloading import take_over
from deploy.local.settings import Settings, load_settings


class Hand:
    """In the place of supervisord: remembers what it was told."""

    def __init__(self) -> None:
        self.process = 0
        self.told: list[tuple[str, ...]] = []

    def states(self) -> dict[str, dict[str, Any]]:
        return {"x": {"pid": self.process}}

    def signal(self, name: str, signal: str) -> None:
        self.told.append((name, signal))

    def stop(self, names: Collection[str]) -> None:
        self.told.append((*names, "stop"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"HAAT_VAR": str(tmp_path / "var")}, root=tmp_path)


def program(folder: Path, reload_signal: str | None) -> Program:
    files = (folder / "a.conf", folder / "b.conf")
    return Program(
        name="x",
        command=("run",),
        directory=folder,
        configuration=files,
        reload_signal=reload_signal,
    )


@pytest.mark.parametrize(
    ("reload_signal", "told"), [("HUP", [("x", "HUP")]), (None, [("x", "stop")])]
)
def test_a_running_program_is_told_once_of_a_change(
    settings: Settings, tmp_path: Path, reload_signal: str | None, told: list[tuple[str, ...]]
):
    hand, one = Hand(), program(tmp_path, reload_signal)
    (tmp_path / "a.conf").write_text("1")
    take_over(settings, hand, [one])
    hand.process = 12
    take_over(settings, hand, [one])
    assert hand.told == []
    (tmp_path / "b.conf").write_text("2")
    take_over(settings, hand, [one])
    take_over(settings, hand, [one])
    assert hand.told == told


def test_a_program_that_does_not_run_reads_its_files_when_it_starts(
    settings: Settings, tmp_path: Path
):
    hand, one = Hand(), program(tmp_path, "HUP")
    take_over(settings, hand, [one])
    (tmp_path / "a.conf").write_text("1")
    take_over(settings, hand, [one])
    hand.process = 12
    take_over(settings, hand, [one])
    assert hand.told == []
