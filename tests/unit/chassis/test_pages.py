"""Cursors: what went out comes back, and nothing else is taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.pages import CursorNotValid, PageQuery, cursor_of, place_of


@given(st.text(max_size=80))
def test_a_cursor_stands_for_its_place(place: str):
    assert place_of(cursor_of(place)) == place


def test_a_cursor_does_not_show_its_place():
    assert "ord_" not in cursor_of("ord_01a2")
    assert cursor_of("") == ""


@pytest.mark.parametrize("wrong", ["ord_01a2", "x", "====", "äöü", cursor_of("ord_01a2") + "A"])
def test_what_is_no_cursor_of_ours_is_refused(wrong: str):
    with pytest.raises(CursorNotValid) as refused:
        PageQuery(cursor=wrong).after  # noqa: B018
    assert (refused.value.status, refused.value.field) == (422, "cursor")
