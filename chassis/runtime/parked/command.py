"""`haat parked`, and in the image `python -m chassis.runtime.parked.command`: the command line."""

import argparse
import getpass
import logging
import os
import sys
from collections.abc import Callable
from functools import partial

import msgspec

from chassis.errors import Refusal
from chassis.log import JsonLines
from chassis.runtime.parked.hand import Hand
from chassis.runtime.parked.log import PARKED_LOG
from chassis.runtime.parked.messages import Filters, seconds_of
from chassis.runtime.parked.orders import NotParked, Order, ParkedReport
from chassis.runtime.parked.tables import (
    entries_table,
    full_text,
    messages_table,
    outcomes_table,
    what_is_left,
)
from chassis.runtime.topology import PARKED
from chassis.settings import BadSettings, text_of

USAGE = 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """`list`, `show`, `replay`, `drop` and `log`, each with its own arguments."""
    every = argparse.ArgumentParser(add_help=False)
    every.add_argument("--json", action="store_true", help="print JSON instead of tables")
    every.add_argument("--queue-of-parked", default=PARKED, help=argparse.SUPPRESS)
    every.add_argument("--stream-of-log", default=PARKED_LOG, help=argparse.SUPPRESS)
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    add = partial(actions.add_parser, parents=[every])
    listing = add("list", help="what is parked, in the queue's order")
    _filters(listing)
    listing.add_argument("--limit", type=_count, default=50, help="how many are shown (50)")
    listing.set_defaults(act=_list)
    show = add("show", help="one event in full; what is a person's is masked")
    show.add_argument("event_id")
    show.set_defaults(act=_show)
    replay = add("replay", help="put messages back into the queue they failed in")
    drop = add("drop", help="take messages away for good")
    for changing, act in ((replay, Hand.replay), (drop, Hand.drop)):
        changing.add_argument("event_ids", nargs="*", metavar="EVENT_ID")
        _filters(changing)
        _order(changing)
        changing.set_defaults(act=_changing(act))
    log = add("log", help="who did what, and why")
    log.add_argument("--event-id", default="")
    log.add_argument("--limit", type=_count, default=50, help="how many entries (the last 50)")
    log.set_defaults(act=_log)


def _filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--queue", default="", help="where it failed; * stands for anything")
    parser.add_argument("--error", default="", help="a part of the error's class or text")
    for name in ("--older-than", "--younger-than"):
        parser.add_argument(name, type=_age, metavar="AGE", help="by first failure: 90s 15m 2h 3d")


def _order(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--why", required=True, help="the reason, for the log; no personal data")
    parser.add_argument("--who", default=None, help="who does it (the user of the system)")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done")
    parser.add_argument("--all", action="store_true", help="all messages, without any filter")
    parser.add_argument("--limit", type=_count, default=1_000, help="how many at most (1000)")


def _age(text: str) -> float | None:
    try:
        return seconds_of(text)
    except ValueError as bad:
        raise argparse.ArgumentTypeError(str(bad)) from bad


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError("less than one")
    return number


def run(url: str, options: argparse.Namespace) -> int:
    """0 when it is done, 1 when something stayed or went wrong; tables, or JSON for machines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines("haat parked"))
    logger = logging.getLogger("chassis.runtime.parked")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    hand = Hand(url, queue=options.queue_of_parked, log=options.stream_of_log)
    try:
        return int(options.act(hand, options))
    except Refusal as refusal:
        cause = f" ({refusal.__cause__})" if refusal.__cause__ else ""
        print(f"haat parked: {refusal.detail('en')}{cause}", file=sys.stderr)
        return 1
    finally:
        logger.removeHandler(handler)


def _list(hand: Hand, options: argparse.Namespace) -> int:
    page = hand.page(_meant(options), limit=options.limit)
    _say(options, page, messages_table(page.messages), what_is_left(page))
    return 0


def _show(hand: Hand, options: argparse.Namespace) -> int:
    found = hand.show(options.event_id)
    _say(options, found, "\n\n".join(full_text(message) for message in found))
    return 0


def _changing(act: Callable[[Hand, Filters, Order], ParkedReport]) -> Callable[..., int]:
    def run_it(hand: Hand, options: argparse.Namespace) -> int:
        order = Order(
            who=options.who if options.who is not None else _user(),
            why=options.why,
            dry_run=options.dry_run,
            all=options.all,
            limit=options.limit,
        )
        report = act(hand, _meant(options), order)
        if options.event_ids and not report.messages:
            raise NotParked(field="event_id")
        _say(options, report, outcomes_table(report.messages), what_is_left(report))
        return 1 if report.failed else 0

    return run_it


def _log(hand: Hand, options: argparse.Namespace) -> int:
    entries = hand.history(limit=options.limit, event_id=options.event_id)
    _say(options, entries, entries_table(entries))
    return 0


def _meant(options: argparse.Namespace) -> Filters:
    return Filters(
        event_ids=frozenset(getattr(options, "event_ids", ())),
        queue=options.queue,
        error=options.error,
        older_than=options.older_than,
        younger_than=options.younger_than,
    )


def _user() -> str:
    """A container's user may have no name: then somebody has to be named."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _say(options: argparse.Namespace, answer: object, *texts: str) -> None:
    if options.json:
        texts = (msgspec.json.format(msgspec.json.encode(answer)).decode(),)
    print("\n".join(text for text in texts if text))


def main() -> int:
    """In the image: HAAT_AMQP_URL, or the file of HAAT_AMQP_URL_FILE, names the broker."""
    parser = argparse.ArgumentParser(prog="haat parked", description=__doc__)
    arguments(parser)
    options = parser.parse_args()
    try:
        url = text_of("HAAT_AMQP_URL", os.environ)
    except BadSettings as bad:
        print(f"haat parked: {bad}", file=sys.stderr)
        return USAGE
    if not url:
        print("haat parked: HAAT_AMQP_URL: missing", file=sys.stderr)
        return USAGE
    return run(url, options)


if __name__ == "__main__":
    sys.exit(main())
