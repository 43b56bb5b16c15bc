"""SIGTERM before the doors are open, and after."""

from types import SimpleNamespace
from typing import Any

import eventlet
import pytest

from chassis.runtime import life
from chassis.runtime.assembled import Assembled


def container(*, prepared: bool, stopped: list[str]) -> Any:
    service: Assembled[Any] = Assembled(lambda broker: None)  # type: ignore[arg-type,return-value]
    service.prepared = prepared
    return SimpleNamespace(dependencies={service}, stop=lambda: stopped.append("drained"))


@pytest.mark.parametrize(("prepared", "ends"), [(False, ["exit 0"]), (True, ["drained"])])
def test_who_waits_for_the_database_ends_at_once_and_who_works_drains(
    monkeypatch: pytest.MonkeyPatch, prepared: bool, ends: list[str]
):
    stopped: list[str] = []

    def leave(code: int) -> None:
        stopped.append(f"exit {code}")
        raise SystemExit

    monkeypatch.setattr(life.os, "_exit", leave)
    try:
        life._end(container(prepared=prepared, stopped=stopped))
        eventlet.sleep(0.01)
    except SystemExit:
        pass
    assert stopped == ends
