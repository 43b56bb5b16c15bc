"""The services with their doors, as the walk of the policy table has them."""

from collections.abc import Iterator
from typing import Any

import pytest

from services.search.bootstrap import SearchAssembly
from tests.policy.conftest import Bench


@pytest.fixture(scope="package")
def served(mongo_url: str, mongo_client: Any) -> Iterator[Bench]:
    """The services, each from its first use on; the index of search is away like the broker."""
    found = Bench()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SearchAssembly, "prepare", lambda _: None)
        yield found
    for one in found.values():
        mongo_client.drop_database(one.database.name)
        one.database.client.close()
