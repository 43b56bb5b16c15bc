"""Parked messages and what was done with them, as a terminal shows them."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from chassis.runtime.parked.log import ParkedEntry
from chassis.runtime.parked.messages import Parked, ParkedInFull
from chassis.runtime.parked.orders import ParkedOutcome, ParkedPage, ParkedReport

_WIDEST = 60


def messages_table(messages: Sequence[Parked]) -> str:
    """One line each, the queue's order."""
    heads = ("SINCE", "EVENT ID", "TYPE", "QUEUE", "TRIES", "ERROR")
    rows = [
        (_at(m.first_failed_at), m.event_id, m.type, m.queue, str(m.attempt), m.error)
        for m in messages
    ]
    return _table(heads, rows) if rows else "Nothing like that is parked."


def outcomes_table(outcomes: Sequence[ParkedOutcome]) -> str:
    """One line each."""
    rows = [(o.result.replace("_", " "), o.event_id, o.type, o.queue, o.error) for o in outcomes]
    heads = ("RESULT", "EVENT ID", "TYPE", "QUEUE", "ERROR")
    return _table(heads, rows) if rows else "Nothing like that is parked."


def entries_table(entries: Sequence[ParkedEntry]) -> str:
    """One line each, the newest last."""
    heads = ("AT", "WHO", "ACTION", "EVENT ID", "QUEUE", "ERROR", "WHY")
    rows = [
        (
            _at(e.at),
            e.who,
            f"{e.action} failed: {e.failure}" if e.failure else e.action,
            e.event_id,
            e.queue,
            e.error,
            e.why,
        )
        for e in entries
    ]
    return _table(heads, rows) if rows else "Nothing was done yet."


def full_text(message: ParkedInFull) -> str:
    """All of one message."""
    shown = msgspec.to_builtins(message)
    parts = {name: shown.pop(name) for name in ("headers", "body")}
    lines = [f"{name.replace('_', ' '):<16} {value}" for name, value in shown.items()]
    for name, value in parts.items():
        lines += [f"{name}:", msgspec.json.format(msgspec.json.encode(value)).decode()]
    return "\n".join(lines)


def what_is_left(answer: ParkedPage | ParkedReport) -> str:
    """What was not shown or not done; empty when that was all."""
    told = []
    if answer.more:
        told.append(f"{answer.more} more match.")
    if answer.unseen:
        told.append(f"{answer.unseen} behind these were not looked at.")
    return " ".join(told)


def _at(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%SZ") if moment else "-"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as they need, the last as long as a line may be; no control characters."""
    clean = [[_printable(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(len(row[n]) for row in clean) for n in range(len(heads))]
    lines = ("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in clean)
    return "\n".join(line.rstrip() for line in lines)


def _printable(cell: str) -> str:
    text = "".join(c if c.isprintable() else " " for c in cell)
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
