"""From facts to words: typed placeholders, filled as a person of that language reads them."""

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final, Literal

from contracts.message import Message
from contracts.values import Language, Text

Kind = Literal["parcel", "order", "rupees", "words", "name", "names", "said", "code"]
LONGEST_NAME: Final = 24
LONGEST_SAID: Final = 40
HIDDEN: Final = "••••"
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
    """One line, no longer than that."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
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
}
"""`words` are ours; `name`, `names` and `said` are people's and cut to length."""
