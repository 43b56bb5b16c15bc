"""Each person was told each fact at least once and at most twice, and nothing that is not so."""

from collections import Counter
from collections.abc import Iterator

from tests.chaos.invariants.facts import BY_MAIL_ALONE, sellers_of, to_buyer, to_sellers
from tests.chaos.invariants.wording import MAIL, SMS, facts_in
from tests.chaos.seen import Evidence
from tests.chaos.told import Told

Fact = tuple[str, str, str]
"""Where to (phone or address), what, and the end of the id that the words name."""


def violations(told: Told, evidence: Evidence) -> Iterator[str]:
    """What must have been heard follows from the orders' ends; what was heard is in the sandbox."""
    due_by_sms, due_by_mail = due(told, evidence)
    for due_facts, letters, words in (
        (due_by_sms, evidence.texts, SMS),
        (due_by_mail, evidence.mails, MAIL),
    ):
        ours = {p.phone for p in told.people.values()} | {p.email for p in told.people.values()}
        heard = Counter(
            (letter.to, what, tail)
            for letter in letters
            if letter.to in ours
            for what, tail in facts_in(letter.text, words)
        )
        yield from _compared(due_facts, heard)


def _compared(due_facts: Counter[Fact], heard: Counter[Fact]) -> Iterator[str]:
    for fact in sorted(due_facts.keys() | heard.keys()):
        (to, what, tail), times, wanted = fact, heard[fact], due_facts[fact]
        if wanted == 0:
            yield f"{to} was told {what} of {tail} {times} times, which is not so"
        elif times < wanted:
            yield f"{to} was told {what} of {tail} {times} times instead of {wanted}"
        elif times > 2 * wanted:
            yield f"{to} was told {what} of {tail} {times} times, at most {2 * wanted} are fine"


def due(told: Told, evidence: Evidence) -> tuple[Counter[Fact], Counter[Fact]]:
    """How often each fact is to be told by SMS, and by e-mail to those who have an address."""
    texts: Counter[Fact] = Counter()
    mails: Counter[Fact] = Counter()
    parcels = {parcel.consignment_id: parcel.id for parcel in evidence.parcels}
    for order in evidence.orders:
        buyer, tail = told.people[order.buyer_id], order.id[-6:].upper()
        for what, consignment_id in to_buyer(order, email=bool(buyer.email)):
            if what == "delivery_code":
                tail_of_parcel = parcels.get(consignment_id, "?")[-6:]
                texts[buyer.phone, what, tail_of_parcel] += 1
                continue
            if what not in BY_MAIL_ALONE:
                texts[buyer.phone, what, tail] += 1
            if buyer.email:
                mails[buyer.email, what, tail] += 1
        for seller_id in sellers_of(order):
            phone = told.people[seller_id].phone
            texts.update((phone, what, tail) for what in to_sellers(order))
    return texts, mails
