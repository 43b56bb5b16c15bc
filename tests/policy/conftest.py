"""The services of the walk, each from its first use on."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from chassis import assembly
from chassis.ids import new_id
from chassis.mongo import connect
from tests.policy import bench
from tests.servers import settings_of


class Bench(dict[str, bench.Served]):
    """Every service that has something to guard, in databases of the walk's own."""

    suffix = new_id("walk")[-12:]

    def __missing__(self, name: str) -> bench.Served:
        with pytest.MonkeyPatch.context() as patch:
            database = f"{name}_{self.suffix}"
            patch.setattr(assembly, "connect", lambda url, _: connect(url, database))
            for key in [key for key in os.environ if key.startswith("HAAT_")]:
                patch.delenv(key)
            for key, value in bench.environment(settings_of(name)).items():
                patch.setenv(key, value)
            self[name] = bench.Served(bench.SERVICES[name])
        return self[name]


@pytest.fixture(scope="package")
def served(mongo_url: str, mongo_client: Any) -> Iterator[Bench]:
    """The services, each from its first use on."""
    found = Bench()
    yield found
    for one in found.values():
        mongo_client.drop_database(one.database.name)
        one.database.client.close()
