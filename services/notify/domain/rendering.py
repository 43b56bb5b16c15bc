"""From facts to words: typed placeholders, filled as a person of that language reads them."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any, Final, Literal

from contracts.message import Message
from contracts.values import Language, Text

Kind = Literal[
    "parcel",
    "order",
    "rupees",
    "words",
    "name",
    "names",
    "said",
    "did",
    "code",
    "objection",
    "account",
    "when",
]
LONGEST_NAME: Final = 24
LONGEST_SAID: Final = 40
HIDDEN: Final = "••••"
_UNSEEN: Final = re.compile(
    "[\0-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]"
)
"""What breaks a line, hides in it or turns it around; the joiners that Hindi needs stay."""
INDIA: Final = timezone(timedelta(hours=5, minutes=30))
_GREETING: Final = Text(hi="नमस्ते{name},", en="Hello{name},")
_FAREWELL: Final = Text(hi="— हाट", en="— Haat")


class Template(Message):
    """Words by channel, and of which kind each of their placeholders is."""

    needs: dict[str, Kind]
    sms: Text | None = None
    subject: Text | None = None
    body: Text | None = None

    def fill(self, facts: Mapping[str, Any], language: Language) -> dict[str, str]:
        """The facts as that person reads them; raises KeyError for one that is missing."""
        return {name: FORMATS[kind](facts[name], language) for name, kind in self.needs.items()}

    @property
    def secrets(self) -> frozenset[str]:
        """Placeholders that must not be kept."""
        return frozenset(name for name, kind in self.needs.items() if kind == "code")

    def sms_text(self, values: Mapping[str, str], language: Language) -> str:
        assert self.sms is not None
        return self.sms.to(language).format_map(values)

    def letter(self, values: Mapping[str, str], language: Language, name: str) -> tuple[str, str]:
        """Subject and body of the e-mail."""
        assert self.subject is not None
        assert self.body is not None
        greeting = _GREETING.to(language).format(name=f" {name}" if name else "")
        body = self.body.to(language).format_map(values)
        text = f"{greeting}\n\n{body}\n\n{_FAREWELL.to(language)}\n"
        return self.subject.to(language).format_map(values), text

    def log_text(self, values: Mapping[str, str], language: Language) -> str:
        """What the delivery log shows: the shortest wording, secrets hidden."""
        words = self.sms or self.body
        assert words is not None
        return words.to(language).format_map(dict.fromkeys(self.secrets, HIDDEN) | dict(values))


def short_order(order_id: str) -> str:
    """What people call an order: the last six of its id."""
    return order_id[-6:].upper()


def rupees(paise: int) -> str:
    """₹1,23,456.50: the last three digits, then pairs."""
    whole, rest = divmod(abs(paise), 100)
    digits = str(whole)
    head, tail = digits[:-3], digits[-3:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)][::-1]
    return f"{'-' if paise < 0 else ''}₹{','.join([*pairs, tail])}.{rest:02d}"


def shortened(text: str, longest: int) -> str:
    """One line as it is seen, no longer than that."""
    line = " ".join(_UNSEEN.sub(" ", unicodedata.normalize("NFC", text)).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


FORMATS: Final[dict[Kind, Callable[[Any, Language], str]]] = {
    "order": lambda order_id, _: short_order(order_id),
    "parcel": lambda shipment_id, _: shipment_id[-6:],
    "rupees": lambda paise, _: rupees(paise),
    "words": lambda text, language: text.to(language),
    "name": lambda text, language: shortened(text.to(language), LONGEST_NAME),
    "names": lambda texts, language: ", ".join(
        dict.fromkeys(shortened(text.to(language), LONGEST_NAME) for text in texts)
    ),
    "said": lambda said, _: shortened(said, LONGEST_SAID),
    "code": lambda code, _: str(code),
    "did": lambda text, language: text.to(language),
    "objection": lambda number, _: f"{number[:4]} {number[4:]}",
    "account": lambda shown, _: shortened(shown.replace(HIDDEN, "XX"), LONGEST_NAME),
    "when": lambda at, _: f"{datetime.fromisoformat(at).astimezone(INDIA):%d-%m-%Y %H:%M}",
}
"""`words` and `did` are ours; `name`, `names` and `said` are people's and cut to length."""
