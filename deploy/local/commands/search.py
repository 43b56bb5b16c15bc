"""`haat search`: the index made anew, compared, mended or taken back; its answers judged."""

import argparse
import sys
from datetime import timedelta
from pathlib import Path

import msgspec

from chassis.clock import SystemClock
from chassis.people import Grant
from deploy.local.commands import down, up
from deploy.local.credentials import signing_keys_file
from deploy.local.environment import service_environment
from deploy.local.settings import Settings
from deploy.local.supervisor import Supervisor
from services.accounts.adapters.keys import KeySigner, read_keys
from services.search.evaluation.command import evaluate
from services.search.rebuilding import command as rebuilding

NAME = "search"
HELP = "rebuild the search index, compare it with the catalogue, repair it, or go back"
_MACHINE = "mch_search"
_EVALUATE = "run judged queries through the real search, and say how good the answers are"


def arguments(parser: argparse.ArgumentParser) -> None:
    """See `services.search.rebuilding.command`, and `services.search.evaluation`."""
    tasks = rebuilding.arguments(parser)
    judging = tasks.add_parser("evaluate", help=_EVALUATE, description=_EVALUATE)
    judging.add_argument("file", type=Path, help="judged file: items, queries, grades")
    judging.add_argument("--out", type=Path, help="where to write {query: [items]}")
    judging.add_argument("--baselines", action="store_true", help="plain indexes beside it")
    judging.add_argument("--least", type=float, default=0.0, help="1 below that nDCG@10")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """On the servers of this set-up, with a token of its own making."""
    if options.task == "evaluate":
        return _evaluate(settings, options)
    environment = service_environment(settings, "search")
    environment.setdefault("HAAT_CATALOG_URL", settings.url("CATALOG"))
    return rebuilding.run(environment, options.task, lambda: token_of(settings))


def token_of(settings: Settings) -> str:
    """For a machine that may read the catalogue and nothing else."""
    signer = KeySigner(lambda: read_keys(str(signing_keys_file(settings))), SystemClock())
    grants, scopes = [Grant(role="partner")], ["catalogue.read"]
    return signer.token(_MACHINE, grants, "en", timedelta(hours=1), scopes=scopes).token


def _evaluate(settings: Settings, options: argparse.Namespace) -> int:
    """Starts the servers if they do not run, and stops what it started."""
    url = service_environment(settings, "search")["HAAT_ELASTICSEARCH_URL"]
    running = Supervisor(settings).answers()
    if not running and up.run(settings, argparse.Namespace(servers_only=True)):
        return 1
    try:
        found = evaluate(options.file, options.out, url, baselines=options.baselines)
    except (OSError, msgspec.ValidationError) as bad:
        sys.stderr.write(f"haat: {options.file.name} cannot be read as a judged file: {bad}\n")
        return 1
    finally:
        if not running:
            down.run(settings, argparse.Namespace())
    return int(found.ndcg < options.least)
