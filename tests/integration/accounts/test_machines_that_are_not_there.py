"""A machine that nobody registered has no keys to show, not an empty list of them."""

import pytest

from services.accounts.domain.key_refusals import MachineNotFound
from services.accounts.queries.machines import areas_of


def test_a_machine_that_is_not_there_is_not_found(database):
    with pytest.raises(MachineNotFound):
        areas_of(database, "mch_none")


def test_a_machine_lies_in_its_area_and_what_is_around_it(database):
    database["machines"].insert_one({"_id": "mch_1", "grant": {"area": "district:324"}})
    assert areas_of(database, "mch_1") == ["district:324", "state:20"]
