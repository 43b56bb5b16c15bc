"""`haat search rebuild` and its kin; in the image `python -m services.search.rebuilding`.

They run beside the service, which goes on answering and listening.
"""

import argparse
import os
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import msgspec
from elasticsearch import Elasticsearch

from chassis.errors import Refusal
from chassis.mongo import connect
from chassis.settings import BadSettings, read
from services.search.adapters.catalogue import CatalogueRefuses, HttpCatalogue, machine_token
from services.search.adapters.indexes import Indexes
from services.search.adapters.plain import prepare_plain
from services.search.adapters.reading import NotAdded, Shelves
from services.search.adapters.sales import KeptSales
from services.search.adapters.sellers import KeptSellers
from services.search.adapters.titles import KeptTitles
from services.search.rebuilding.alone import Another, Turn, alone
from services.search.rebuilding.comparing import Difference, differences
from services.search.rebuilding.parts import Parts
from services.search.rebuilding.rebuild import (
    NothingBefore,
    NotTheSame,
    TakenOver,
    clear,
    rebuild,
    roll_back,
)
from services.search.rebuilding.repair import mend

Token = Callable[[], str]
TASKS: Final = {
    "rebuild": "fill a new index from the catalogue, check it, and take it into use in one step",
    "verify": "compare index and catalogue; 1 where they differ",
    "repair": "mend the listings that differ",
    "rollback": "search the index before this one again, and mend what happened since",
}
MOST_TOLD: Final = 50
_FAILURES = (
    Another,
    BadSettings,
    CatalogueRefuses,
    NotAdded,
    NotTheSame,
    NothingBefore,
    Refusal,
    TakenOver,
)


class RebuildSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where the servers are, and the key of the machine that may read the catalogue."""

    elasticsearch_url: str
    mongo_url: str
    catalog_url: str
    accounts_url: str = ""
    search_api_key: str = ""


def arguments(parser: argparse.ArgumentParser) -> Any:
    """One task; what is returned takes further ones."""
    tasks = parser.add_subparsers(metavar="TASK", dest="task", required=True)
    for name, text in TASKS.items():
        tasks.add_parser(name, help=text, description=text)
    return tasks


def run(environment: Mapping[str, str], task: str, token: Token | None = None) -> int:
    """The exit code; `token` where there is another way to one than an API key."""
    try:
        with (
            _parts(read(RebuildSettings, environment), token) as (parts, turn),
            alone(turn, parts.wait),
        ):
            return ACTS[task](parts)
    except _FAILURES as failure:
        sys.stderr.write(f"haat: {_told(failure)}\n")
        return 1


def main() -> int:
    """In the image: all settings from the environment."""
    parser = argparse.ArgumentParser(prog="python -m services.search.rebuilding")
    arguments(parser)
    return run(os.environ, parser.parse_args().task)


@contextmanager
def _parts(settings: RebuildSettings, token: Token | None) -> Iterator[tuple[Parts, Turn]]:
    client = Elasticsearch(settings.elasticsearch_url, max_retries=5, retry_on_timeout=True)
    database = connect(settings.mongo_url, "search")
    accounts, key = settings.accounts_url, settings.search_api_key
    catalogue = HttpCatalogue(settings.catalog_url, token or (lambda: machine_token(accounts, key)))
    prepare_plain(database)
    indexes = Indexes(client)
    indexes.prepare()
    owner = f"{socket.gethostname()}:{os.getpid()}"
    try:
        yield (
            Parts(
                catalogue=catalogue,
                shelves=Shelves(client, indexes),
                titles=KeptTitles(database),
                sellers=KeptSellers(database),
                sales=KeptSales(database),
                tell=_tell,
            ),
            Turn(database, "rebuild", owner, seconds=30),
        )
    finally:
        catalogue.close()
        client.close()
        database.client.close()


def _rebuild(parts: Parts) -> int:
    done = rebuild(parts)
    _tell(
        f"{done.name}: {done.filled.live} products in {done.seconds:.1f} s "
        f"({done.pace:.0f} a second), {done.filled.met} of them with news meanwhile; "
        f"{done.before or 'nothing'} is kept for going back"
    )
    return 0


def _verify(parts: Parts) -> int:
    """No rebuild is under way: what is still being filled was left by one that died."""
    found = differences(parts, parts.shelves.indexes.searched())
    _tell_of(found)
    left = parts.shelves.indexes.filled()
    if left:
        _tell(f"{left} was left by a rebuild that died: repair throws it away")
    return 1 if found or left else 0


def _repair(parts: Parts) -> int:
    """1 where something still differs after it."""
    clear(parts)
    name = parts.shelves.indexes.searched()
    found = differences(parts, name)
    mend(parts, name, found)
    _tell_of(found)
    return _verify(parts) if found else 0


def _roll_back(parts: Parts) -> int:
    now, before = roll_back(parts)
    _tell(f"{now} is searched instead of {before}; what happened since is mended")
    return _repair(parts)


ACTS: Final[Mapping[str, Callable[[Parts], int]]] = {
    "rebuild": _rebuild,
    "verify": _verify,
    "repair": _repair,
    "rollback": _roll_back,
}


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _tell_of(found: list[Difference]) -> None:
    for unlike in found[:MOST_TOLD]:
        _tell(f"{unlike.kind} {unlike.product_id} {' '.join(unlike.fields)}".rstrip())
    if len(found) > MOST_TOLD:
        _tell(f"and {len(found) - MOST_TOLD} more")
    _tell(f"{len(found)} products differ")


def _told(failure: Exception) -> str:
    if isinstance(failure, Refusal):
        return f"{failure.detail('en')} ({failure.field})"
    return str(failure)
