"""Everything that can go wrong on purpose, and the tables of what follows.

Refusal                 the caller is told; nothing changed
  Malformed             400  not JSON, not of the type
  Unauthenticated       401  no token, or a bad one
  Forbidden             403
  NotFound              404
  MethodNotAllowed      405
  Conflict              409  against the present state
  Changed               412  not what the caller had seen
  TooLarge              413
  WrongMedia            415  not of the media type that the door takes
  Invalid               422  well formed, but not allowed
  TooMany               429
  Unavailable           503  try again later
AlreadyHandled          a duplicate message: acknowledged
Clash                   somebody else wrote first: decided again
NotYet                  an early message: tried again later
"""

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any, ClassVar, TypeVar

from contracts.envelope import Undecodable
from contracts.values import Language, Text

V = TypeVar("V")


class Refusal(Exception):
    """A clear no: stable `code` from the class name, text in both languages, the field at fault."""

    text: ClassVar[Text]
    retry_after: ClassVar[int] = 0
    """Seconds after which the same request may succeed; 0 where waiting does not help."""

    def __init__(self, *, field: str = "", allowed: str = "", **values: Any) -> None:
        self.code = code_of(type(self))
        super().__init__(self.code)
        self.field, self.allowed, self.values = field, allowed, values
        self.in_body = False
        """Whether `field` is known to be one of the body's."""
        self.others: tuple[Refusal, ...] = ()
        """What else is wrong with the same request."""

    @property
    def status(self) -> int:
        """The HTTP status, by the nearest kind in the table."""
        return _nearest(HTTP_STATUS, self)

    def detail(self, language: Language) -> str:
        """The sentence for a person."""
        return self.text.to(language).format(**self.values)

    @property
    def wait(self) -> int:
        """In how many seconds to try again; 0 where waiting does not help."""
        return int(self.values.get("seconds", 0)) or self.retry_after


def code_of(kind: type[Refusal]) -> str:
    """The stable code of a class of refusals: `OrderNotFound` is `order_not_found`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


class Malformed(Refusal):
    """The body or a parameter does not have the published form."""

    text = Text(hi="भेजी गई जानकारी पढ़ी नहीं जा सकी: {why}", en="The request cannot be read: {why}")


class Unauthenticated(Refusal):
    """Nobody, or a token that does not hold."""

    text = Text(hi="कृपया फिर से लॉग इन करें।", en="Please log in again.")


class Forbidden(Refusal):
    """Known, but not allowed."""

    text = Text(hi="इसकी अनुमति आपको नहीं है।", en="You are not allowed to do this.")


class NotFound(Refusal):
    """No such thing, or not for the caller to see."""

    text = Text(hi="यह नहीं मिला।", en="There is no such thing.")


class MethodNotAllowed(Refusal):
    """The address exists, but not with this method."""

    text = Text(hi="यह तरीका यहाँ नहीं चलता।", en="This method is not possible here.")


class Conflict(Refusal):
    """Not possible in the present state."""

    text = Text(hi="अभी की स्थिति में यह नहीं हो सकता।", en="Not possible in the present state.")


class Changed(Refusal):
    """Somebody changed it since the caller looked: `If-Match` names an older version."""

    text = Text(
        hi="आपके देखने के बाद यह बदल चुका है; फिर से देखकर बदलें।",
        en="It was changed since you looked; look again, then change it.",
    )


class TooLarge(Refusal):
    """More than the door takes."""

    text = Text(hi="भेजी गई जानकारी बहुत बड़ी है।", en="The request is too large.")


class WrongMedia(Refusal):
    """The body is not of the media type that the door takes."""

    text = Text(hi="कृपया JSON भेजें।", en="Please send JSON.")


class Invalid(Refusal):
    """Well formed, but not allowed."""

    text = Text(hi="यह मान्य नहीं है।", en="This is not valid.")


class TooMany(Refusal):
    """Too often, for now."""

    text = Text(hi="बहुत बार कोशिश हुई; थोड़ी देर बाद करें।", en="Too many attempts; try again later.")
    retry_after = 2


class Unavailable(Refusal):
    """Something that is needed is away; the same request may succeed later."""

    text = Text(
        hi="सेवा अभी उपलब्ध नहीं है; थोड़ी देर में फिर करें।", en="Not available now; try again soon."
    )
    retry_after = 2


class IllegalMove(Conflict):
    """An aggregate was asked for a step that its `MOVES` table does not allow."""

    text = Text(
        hi="“{now}” से “{wanted}” नहीं हो सकता।", en="It is {now}, it cannot become {wanted}."
    )


class AlreadyHandled(Exception):
    """The message's effect is in the database already."""


class Clash(Exception):
    """The aggregate was changed by another since it was read."""


class NotYet(Exception):
    """The message came before what it builds on."""


HTTP_STATUS: dict[type[BaseException], int] = {
    Malformed: 400,
    Unauthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    MethodNotAllowed: 405,
    Conflict: 409,
    Changed: 412,
    TooLarge: 413,
    WrongMedia: 415,
    Invalid: 422,
    TooMany: 429,
    Unavailable: 503,
}


class Fate(Enum):
    """What becomes of a message."""

    ACK = "ack"
    RETRY = "retry"
    PARK = "park"


FATE: dict[type[BaseException], Fate] = {
    AlreadyHandled: Fate.ACK,
    Undecodable: Fate.PARK,
    NotYet: Fate.RETRY,
    NotFound: Fate.RETRY,  # early: what it speaks of may still be on its way
    Unavailable: Fate.RETRY,
    Refusal: Fate.PARK,  # a rule said no: it will say no again
    TypeError: Fate.PARK,
    Exception: Fate.RETRY,
}


MOST_ATTEMPTS: dict[type[BaseException], int] = {
    Unavailable: 720,  # a day: no message is guilty of a server that is away
    NotYet: 35,  # an hour
    NotFound: 35,
    Exception: 8,  # six minutes
}
"""How often a message is tried before it is parked; counted, since clocks may jump."""


def fate_of(error: BaseException, attempts: int = 1) -> Fate:
    """What becomes of the message whose handling raised `error`, by its nearest class.

    It has failed `attempts` times, this one included.
    """
    fate = _nearest(FATE, error)
    if fate is Fate.RETRY:
        return Fate.PARK if attempts >= _nearest(MOST_ATTEMPTS, error) else fate
    return fate


def _nearest(table: Mapping[type[BaseException], V], error: BaseException) -> V:
    return next(table[kind] for kind in type(error).__mro__ if kind in table)
