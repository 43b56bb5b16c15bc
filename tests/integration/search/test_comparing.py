"""What differs between index and catalogue is told, mended, and looked at again."""

from dataclasses import replace

import pytest

from services.search.domain.listing import Listing
from services.search.rebuilding.command import ACTS
from services.search.rebuilding.comparing import Difference, differences, look
from services.search.rebuilding.parts import Parts
from services.search.rebuilding.rebuild import NothingBefore, rebuild, roll_back
from services.search.rebuilding.repair import mend
from tests.integration.search.bazaar import Bazaar, Search
from tests.integration.search.own_indexes import OwnIndexes, in_sight, searched


def test_differences_are_told_by_kind_and_mended(
    own: OwnIndexes, parts: Parts, bazaar: Bazaar
) -> None:
    name = rebuild(parts).name
    parts.shelves.change(name, [("prd_00001", _dearer), ("prd_00004", _not_allowed)])
    own.client.delete(index=name, id="prd_00002")
    bazaar.stalls["prd_00003"].live = False
    found = differences(parts, name)
    assert found == [
        Difference("prd_00001", "different", ("price",)),
        Difference("prd_00002", "missing"),
        Difference("prd_00003", "extra"),
        Difference("prd_00004", "different", ("seller_ok",)),
    ]
    mend(parts, name, found)
    assert differences(parts, name) == []
    assert in_sight(own) == bazaar.live()


def _dearer(listing: Listing) -> bool:
    listing.price += 1
    return True


def _not_allowed(listing: Listing) -> bool:
    listing.seller_ok = False
    return True


def test_news_on_the_way_is_no_difference(
    own: OwnIndexes, parts: Parts, bazaar: Bazaar, search: Search
) -> None:
    name, late = rebuild(parts).name, []
    bazaar.hear = lambda message, sequence: late.append((message, sequence))
    bazaar.price("prd_00001", 12_345)

    def arrives(seconds: float) -> None:
        while late:
            search.hear(*late.pop())

    assert look(parts, name, ["prd_00001"]) == [Difference("prd_00001", "different", ("price",))]
    assert differences(replace(parts, wait=arrives), name) == []


def test_going_back_is_one_step_and_what_happened_since_is_mended(
    own: OwnIndexes, parts: Parts, bazaar: Bazaar, search: Search
) -> None:
    before = own.indexes.searched()
    with pytest.raises(NothingBefore):
        roll_back(parts)
    first = rebuild(parts).name
    bazaar.price("prd_00001", 12_345)
    assert roll_back(parts) == (before, first)
    assert own.indexes.searched() == before
    mend(parts, before, differences(parts, before))
    assert in_sight(own) == bazaar.live()
    assert searched(own, "prd_00001").price == 12_345


def test_the_command_tells_what_differs_and_what_it_mended(
    own: OwnIndexes, parts: Parts, bazaar: Bazaar, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ACTS["rebuild"](parts) == 0
    alias = own.indexes.alias
    assert f"{alias}_v2: 150 products in" in capsys.readouterr().out
    parts.shelves.change(f"{alias}_v2", [("prd_00001", _dearer)])
    assert ACTS["verify"](parts) == 1
    assert capsys.readouterr().out == "different prd_00001 price\n1 products differ\n"
    assert ACTS["repair"](parts) == 0
    assert capsys.readouterr().out.endswith("0 products differ\n")
    assert ACTS["rollback"](parts) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"{alias}_v1 is searched instead of {alias}_v2")
    assert "150 products differ" in told
    assert in_sight(own) == bazaar.live()


def test_what_a_rebuild_that_died_left_is_told_and_thrown_away(
    own: OwnIndexes, parts: Parts, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ACTS["rebuild"](parts) == 0
    left = own.indexes.create_next()
    capsys.readouterr()
    assert ACTS["verify"](parts) == 1
    told = f"{left} was left by a rebuild that died: repair throws it away\n"
    assert capsys.readouterr().out == "0 products differ\n" + told
    assert ACTS["repair"](parts) == 0
    assert own.indexes.filled() == ""
    assert left not in own.indexes.all()
    assert ACTS["verify"](parts) == 0
