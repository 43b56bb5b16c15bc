"""A rebuild that lost its turn without knowing, and indexes that were never taken into use."""

from types import SimpleNamespace
from typing import Any

import pytest
from elastic_transport import ConnectionTimeout

from services.search.adapters.indexes import Indexes
from services.search.rebuilding import rebuild as module
from services.search.rebuilding.filling import Filled
from services.search.rebuilding.rebuild import NothingBefore, TakenOver, rebuild, roll_back


class SmallIndexes:
    """What `client.indices` does with names, aliases and one setting, in a dict."""

    def __init__(self, refresh: dict[str, str | None], aliases: dict[str, str]) -> None:
        self.refresh, self.aliases = refresh, aliases
        self.asked: list[dict[str, Any]] = []
        self.merged: list[str] = []
        self.slow = False

    def get_alias(self, index: str = "", name: str = "") -> dict[str, Any]:
        if index:
            return {one: {} for one in self.refresh}
        found = self.aliases.get(name)
        return {found: {"aliases": {name: {}}}} if found else {"error": "", "status": 404}

    def get_settings(self, **_: Any) -> dict[str, Any]:
        told = {one: interval for one, interval in self.refresh.items() if interval}
        return {one: {"settings": {"index.refresh_interval": i}} for one, i in told.items()}

    def put_settings(self, index: str, settings: dict[str, Any]) -> None:
        self.refresh[index] = settings["refresh_interval"]

    def create(self, index: str, settings: dict[str, Any], aliases: Any, **_: Any) -> None:
        self.refresh[index] = settings["refresh_interval"]
        self.aliases |= dict.fromkeys(aliases, index)

    def forcemerge(self, index: str, max_num_segments: int) -> None:
        assert max_num_segments == 1
        if self.slow:
            raise ConnectionTimeout("merging")
        self.merged.append(index)

    def delete(self, index: str) -> None:
        del self.refresh[index]

    def delete_alias(self, index: str, name: str) -> None:
        assert self.aliases.pop(name) == index

    def update_aliases(self, actions: list[dict[str, Any]]) -> None:
        self.asked = actions
        for action in actions:
            for kind, about in action.items():
                if kind == "add":
                    self.aliases[about["alias"]] = about["index"]
                elif self.aliases.get(about["alias"]) == about["index"]:
                    del self.aliases[about["alias"]]


def parts(small: SmallIndexes) -> Any:
    client: Any = SimpleNamespace(indices=small)
    client.options = lambda **_: client
    return SimpleNamespace(
        shelves=SimpleNamespace(indexes=Indexes(client)), wait=lambda seconds: None
    )


def test_who_was_taken_over_swaps_nothing_and_leaves_the_other_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = SmallIndexes({"products_v1": "1s"}, {"products": "products_v1"})

    def overtaken(parts: Any, name: str, chance: Any) -> Filled:
        """The other threw away what was filled, and fills its own."""
        assert (name, small.aliases["products_next"]) == ("products_v2", "products_v2")
        del small.refresh["products_v2"]
        small.refresh["products_v3"], small.aliases["products_next"] = "-1", "products_v3"
        return Filled(0, 0, 0, [])

    monkeypatch.setattr(module, "fill", overtaken)
    monkeypatch.setattr(module, "check", lambda parts, name, filled: None)
    with pytest.raises(TakenOver, match="products_v2"):
        rebuild(parts(small))
    assert small.aliases == {"products": "products_v1", "products_next": "products_v3"}
    assert sorted(small.refresh) == ["products_v1", "products_v3"]


def test_who_keeps_its_turn_gives_the_name_away_in_the_same_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = SmallIndexes({"products_v1": "1s"}, {"products": "products_v1"})
    monkeypatch.setattr(module, "fill", lambda *_: Filled(0, 0, 0, []))
    monkeypatch.setattr(module, "check", lambda parts, name, filled: None)
    assert rebuild(parts(small)).before == "products_v1"
    assert small.aliases == {"products": "products_v2"}
    given_up = {"index": "products_v2", "alias": "products_next", "must_exist": True}
    assert {"remove": given_up} in small.asked
    assert small.merged == ["products_v2"]


def test_an_index_that_takes_long_to_merge_is_taken_into_use_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = SmallIndexes({"products_v1": "1s"}, {"products": "products_v1"})
    small.slow = True
    monkeypatch.setattr(module, "fill", lambda *_: Filled(0, 0, 0, []))
    monkeypatch.setattr(module, "check", lambda parts, name, filled: None)
    assert rebuild(parts(small)).name == "products_v2"
    assert small.aliases == {"products": "products_v2"}


def test_nobody_goes_back_to_an_index_that_was_never_in_use() -> None:
    """`v3` was half filled when its rebuild was killed, `v4` made anew by a late write."""
    small = SmallIndexes(
        {"products_v1": "1s", "products_v2": "1s", "products_v3": "-1", "products_v4": None},
        {"products": "products_v2"},
    )
    assert roll_back(parts(small)) == ("products_v1", "products_v2")
    assert small.aliases == {"products": "products_v1"}


def test_without_another_that_was_in_use_there_is_no_going_back() -> None:
    small = SmallIndexes({"products_v1": "1s", "products_v2": "-1"}, {"products": "products_v1"})
    with pytest.raises(NothingBefore):
        roll_back(parts(small))
    assert small.aliases == {"products": "products_v1"}
