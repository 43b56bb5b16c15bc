"""Holds what the clients were told against what was found; knows nothing of what went wrong."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.chaos.invariants import effects, ends, events, money, parking, queues, stock, telling
from tests.chaos.seen import Evidence
from tests.chaos.told import Told

INVARIANTS: dict[str, Callable[[Told, Evidence], Iterator[str]]] = {
    "every accepted order reached its end": ends.violations,
    "no order was charged twice, or cancelled without refund": money.violations,
    "stock sold + held + free = stock loaded": stock.violations,
    "each person was told each fact once or twice": telling.violations,
    "every committed event was published": events.violations,
    "every event had its effect once": effects.violations,
    "nothing innocent was parked": parking.violations,
    "all queues are empty": queues.violations,
}
MOST_SHOWN = 20


class Report(NamedTuple):
    """What was counted, and by invariant what breaks it."""

    counts: dict[str, int]
    violations: dict[str, list[str]]

    @property
    def holds(self) -> bool:
        """Whether every invariant does."""
        return not any(self.violations.values())

    def text(self) -> str:
        """For a person: the counts, then each invariant with the first that break it."""
        lines = [f"{number:>8} {what}" for what, number in self.counts.items()]
        for invariant, found in self.violations.items():
            lines.append(f"{'BROKEN' if found else 'holds'}: {invariant}")
            lines += [f"  - {sentence}" for sentence in found[:MOST_SHOWN]]
            if len(found) > MOST_SHOWN:
                lines.append(f"  - and {len(found) - MOST_SHOWN} more")
        return "\n".join(lines)


def check(told: Told, evidence: Evidence) -> Report:
    """Every invariant, whatever the others say."""
    found = {name: list(violations(told, evidence)) for name, violations in INVARIANTS.items()}
    return Report(_counts(told, evidence), found)


def _counts(told: Told, evidence: Evidence) -> dict[str, int]:
    answers = Counter(_answer(asked.placed.status, asked.placed.code) for asked in told.asked)
    counts = {f"requests {what}": number for what, number in sorted(answers.items())}
    ends, ids = Counter(order.status for order in evidence.orders), set(evidence.order_of())
    ours = {to for person in told.people.values() for to in (person.phone, person.email)}
    counts |= {f"orders {status}": number for status, number in sorted(ends.items())}
    counts["tries of requests"] = sum(asked.placed.tries for asked in told.asked)
    counts["repeats of accepted requests"] = sum(len(asked.again) for asked in told.asked)
    counts["events"] = len(evidence.heard)
    counts["duplicates on the wire"] = evidence.duplicates
    counts["SMS"] = sum(letter.to in ours for letter in evidence.texts)
    counts["e-mails"] = sum(letter.to in ours for letter in evidence.mails)
    charged = {c.ref for c in evidence.charges if c.status == "succeeded" and c.order_id in ids}
    counts["charges"] = len(charged)
    counts["refunds"] = sum(refund.charge_ref in charged for refund in evidence.refunds)
    return counts


def _answer(status: int, code: str) -> str:
    if status == 201:
        return "accepted"
    return f"refused {status} {code}".strip() if status else "never answered"
