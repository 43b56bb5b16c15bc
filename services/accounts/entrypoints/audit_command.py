"""`haat audit`, and in the image `python -m services.accounts.entrypoints.audit_command`."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from pymongo.database import Database

from chassis.clock import SystemClock
from chassis.errors import Refusal
from chassis.mongo import connect
from chassis.settings import BadSettings, read
from chassis.store import Document
from contracts.policy import EVERYWHERE
from services.accounts.adapters.keys import read_keys
from services.accounts.adapters.seals import PublicKeys, signatures_in
from services.accounts.adapters.trail import MongoTrail, trail_of
from services.accounts.domain.trail import Checkpoint
from services.accounts.domain.verifying import verify
from services.accounts.entrypoints.trail_csv import csv_of
from services.accounts.queries import trail as queries_of_trail
from services.accounts.queries.trail import TrailPage, Wanted

USAGE = 2


class AuditSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where the trail is, and the keys that sign it."""

    mongo_url: str
    signing_keys_file: str


def arguments(parser: argparse.ArgumentParser) -> None:
    """`verify`, `show` and `export`, each with its own arguments."""
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    checking = actions.add_parser("verify", help="whether the trail is as it was written")
    checking.add_argument("--keys", action="append", default=[], metavar="FILE", help=_KEYS)
    checking.add_argument("--log", action="append", default=[], metavar="FILE", help=_LOG)
    checking.set_defaults(act=_verify)
    show = actions.add_parser("show", help="records as JSON lines, the newest first")
    show.set_defaults(act=_show)
    export = actions.add_parser("export", help="records as CSV, the newest first")
    export.add_argument("--who", default=None, help="who takes it (the user of the system)")
    export.set_defaults(act=_export)
    for reading in (show, export):
        for name in ("--object", "--actor", "--action"):
            reading.add_argument(name, default="")
        for name in ("--since", "--until"):
            reading.add_argument(name, type=_time, help="when it was recorded, RFC 3339")
        reading.add_argument("--cursor", default="", help="the `next` of the page before")
        reading.add_argument("--limit", type=int, default=100)


_KEYS = "public keys that sign no longer (a JWK Set), so that old checkpoints are checked too"
_LOG = "a log of accounts: checkpoints in it count, also those that the database has lost"


def _time(text: str) -> datetime:
    """With its zone, since a time without might be any."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no zone")
    return moment


def run(environment: Mapping[str, str], options: argparse.Namespace) -> int:
    """0 when it is done and the trail whole, 1 when it is broken or cannot be read."""
    try:
        settings = read(AuditSettings, environment)
        accounts = connect(settings.mongo_url, "accounts")
        with closing(accounts.client):
            return int(options.act(trail_of(accounts), settings, options))
    except Refusal as refusal:
        print(f"haat audit: {refusal.detail('en')}", file=sys.stderr)
        return 1
    except BadSettings as bad:
        print(f"haat audit: {bad}", file=sys.stderr)
        return USAGE


def _verify(database: Database[Document], settings: AuditSettings, options: Any) -> int:
    trail = MongoTrail(database, SystemClock())
    keys = _public_keys(settings, options.keys)
    texts = (Path(file).read_text(encoding="utf-8") for file in options.log)
    logged = [keys.read(signature) for text in texts for signature in signatures_in(text)]
    checkpoints = [*trail.checkpoints(), *(one for one in logged if one is not None)]
    verdict = verify(trail.everything(), _each_once(checkpoints), keys)
    print(f"{verdict.records} records, {verdict.checkpoints} checkpoints, head {verdict.head}")
    if verdict.unchecked:
        print(f"{verdict.unchecked} checkpoints are of keys that are not here: give them by --keys")
    for found in verdict.breaks:
        print(found)
    print("the trail is whole" if verdict.whole else "THE TRAIL IS BROKEN")
    return 0 if verdict.whole else 1


def _each_once(checkpoints: list[Checkpoint]) -> list[Checkpoint]:
    return list({one.signature: one for one in checkpoints}.values())


def _public_keys(settings: AuditSettings, files: list[str]) -> PublicKeys:
    """Those in use, and those in the files."""
    known: list[Mapping[str, Any]] = [key.public() for key in read_keys(settings.signing_keys_file)]
    for file in files:
        known += json.loads(Path(file).read_text(encoding="utf-8"))["keys"]
    return PublicKeys(known)


def _show(database: Database[Document], settings: AuditSettings, options: Any) -> int:
    for record in _page(database, options).items:
        print(msgspec.json.encode(record).decode())
    return 0


def _export(database: Database[Document], settings: AuditSettings, options: Any) -> int:
    who = options.who if options.who is not None else getpass.getuser()
    found = _page(database, options)
    sys.stdout.write(csv_of(found, who=who, at=SystemClock().now()).decode())
    return 0


def _page(database: Database[Document], options: Any) -> TrailPage:
    wanted = Wanted(
        areas=[EVERYWHERE],
        object=options.object,
        actor=options.actor,
        action=options.action,
        since=options.since,
        until=options.until,
    )
    return queries_of_trail.page(database, wanted, options.cursor, options.limit)


def main() -> int:
    """In the image: HAAT_MONGO_URL and HAAT_SIGNING_KEYS_FILE say where to look."""
    parser = argparse.ArgumentParser(prog="haat audit", description=__doc__)
    arguments(parser)
    return run(os.environ, parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
