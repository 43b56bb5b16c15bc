"""`haat keys`: the keys of sealed fields: what each seals, a new one, all under the newest."""

import argparse
import json
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from chassis.field_keys import read_field_keys
from chassis.settings import read
from contracts.message import builtins
from deploy.local.credentials import new_field_key, write_private
from deploy.local.environment import service_environment
from deploy.local.settings import Settings

NAME = "keys"
HELP = "keys of sealed fields: show what each seals, make a new one, seal all under the newest"
TASKS = {
    "fields": "show the keys and how many values are sealed under each",
    "new-field-key": "make a new key that seals from now on; the others go on opening",
    "rotate-fields": "seal under the newest key what older ones seal; may be begun again",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do."""
    tasks = parser.add_subparsers(metavar="TASK", dest="task", required=True)
    for name, text in TASKS.items():
        tasks.add_parser(name, help=text, description=text)


def run(settings: Settings, options: argparse.Namespace) -> int:
    """On the keys and the database of this set-up's payments; 1 where something is left."""
    environment = service_environment(settings, "payments")
    if options.task == "new-field-key":
        return _make(Path(environment["HAAT_FIELD_KEYS_FILE"]))
    payments = _payments(environment)
    if options.task == "rotate-fields":
        _rotate(payments)
    return _show(payments)


def _make(file: Path) -> int:
    """Running services read the file again by themselves."""
    key = new_field_key()
    keys = [key, *(builtins(known) for known in read_field_keys(file))]
    write_private(file, json.dumps(keys, indent=1) + "\n")
    sys.stdout.write(f"{key['kid']} seals from now on; next: haat keys rotate-fields\n")
    return 0


def _payments(environment: Mapping[str, str]) -> Any:
    """The service without its doors; what is sealed anew tells nobody, so it needs no broker."""
    bootstrap = import_module("services.payments.bootstrap")
    return bootstrap.Payments(None, read(bootstrap.PaymentsSettings, environment))


def _rotate(payments: Any) -> None:
    resealing = import_module("services.payments.resealing")
    done = 0
    while some := resealing.reseal_some(payments.database, payments.vault, payments.handle):
        done += some
    sys.stdout.write(f"sealed anew: {done}\n")


def _show(payments: Any) -> int:
    queries = import_module("services.payments.payout_queries")
    keys = payments.vault.kids
    counts, all_of_them = queries.by_key(payments.database, keys)
    for key in keys:
        use = "seals and opens" if key == keys[0] else "opens"
        spare = "" if counts[key] or key == keys[0] else "; may leave the file"
        sys.stdout.write(f"{key}: {use}, {counts[key]} values{spare}\n")
    if lost := all_of_them - sum(counts.values()):
        sys.stderr.write(f"haat: {lost} values are sealed under keys that are not in the file\n")
    return 1 if lost else 0
