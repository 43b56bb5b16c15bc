"""What can go wrong for a partner.

PartnerKitFailure
├── SettingsWrong   the environment lacks settings or holds bad ones
├── Undecodable     a message on the queue breaks its contract
├── Unreachable     Haat did not answer, or not sensibly, for as long as the kit tries
└── Refused         Haat understood and said no
"""


class PartnerKitFailure(Exception):
    """Base of every failure that the kit raises."""


class SettingsWrong(PartnerKitFailure):
    """The environment lacks settings or holds bad ones; the text names all of them."""


class Undecodable(PartnerKitFailure):
    """A message that breaks its contract; it can never be handled."""


class Unreachable(PartnerKitFailure):
    """Haat did not answer, or only with 429 or 5xx, in all attempts; try again later."""


class Refused(PartnerKitFailure):
    """Haat said no: `code` is stable and for programs, `detail` is for people, `field` is the first
    thing to mend."""

    def __init__(self, code: str, detail: str, field: str = "", *, status: int = 400) -> None:
        super().__init__(f"{code}: {detail}" + (f" (field {field})" if field else ""))
        self.code = code
        self.detail = detail
        self.field = field
        self.status = status
