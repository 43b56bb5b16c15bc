"""A write under an Idempotency-Key: it happens once, and every repeat gets the first answer."""

import re
from collections.abc import Callable

import msgspec
from werkzeug.wrappers import Request

from chassis.answers import Answer, Answers, IdempotencyKeyMissing
from chassis.doors import Call, Door
from chassis.errors import Refusal

_KEY = re.compile(r"[\x21-\x7e]{8,200}")
KEPT = (422,)
"""Refusals that are kept. Others depend on the present state, or on who asks how often: since a
refused action changes nothing, a repeat is decided again."""


def key_of(request: Request, door: Door) -> str:
    """The key; empty where there is none and none is needed. Raises `IdempotencyKeyMissing`."""
    if door.key == "none":
        return ""
    key = request.headers.get("Idempotency-Key")
    if key is None and door.key == "optional":
        return ""
    if key is None or not _KEY.fullmatch(key):
        raise IdempotencyKeyMissing(
            field="Idempotency-Key", allowed="8 to 200 visible ASCII characters"
        )
    return key


def once(
    answers: Answers,
    call: Call,
    question: tuple[str, str, bytes],
    run: Callable[[Call], Answer],
    refuse: Callable[[Refusal], Answer],
    *,
    secret: bool,
) -> tuple[Answer, bool]:
    """The answer, and whether it is an earlier one. `question`: route, key, what was sent.

    A `secret` answer is not kept: a repeat runs again, with the same ids.
    """
    begun = answers.begin(_who(call), *question)
    if begun.answer is not None:
        return begun.answer, True
    kept = False
    try:
        answer = run(msgspec.structs.replace(call, seed=begun.seed))
        kept = not secret
        return (answers.finish(begun, answer) if kept else answer), False
    except Refusal as refusal:
        if refusal.status not in KEPT:
            raise
        kept = True
        return answers.finish(begun, refuse(refusal)), False
    finally:
        if not kept:
            answers.give_up(begun)


def _who(call: Call) -> str:
    """Whose key it is. Strangers share theirs: who goes on from another network must find it."""
    return call.person.id if call.person else ""
