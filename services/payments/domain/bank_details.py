"""Where a seller's money shall go: a bank account or a UPI address, and what may be shown of it."""

from typing import Final, Literal

from contracts.message import Message

PayoutKind = Literal["bank", "vpa"]
HIDDEN: Final = "••••"
MOST_SHOWN: Final = 4


class BankDetails(Message):
    """`number` is that of the account (9 to 18 digits), or the UPI address (`name@bank`).

    `ifsc` names the bank's branch, for accounts; `holder` is the name that the bank knows.
    """

    kind: PayoutKind
    number: str
    holder: str
    ifsc: str = ""

    def __repr__(self) -> str:
        return f"BankDetails(kind={self.kind!r})"

    @property
    def shown(self) -> str:
        """All that anybody ever sees of the number: `••••4321`, of an address `••••4321@okaxis`.

        Never more than half of what is written before the `@`.
        """
        name, at, bank = self.number.partition("@")
        return f"{HIDDEN}{name[len(name) - min(MOST_SHOWN, len(name) // 2) :]}{at}{bank}"

    @property
    def alike(self) -> str:
        """Two ways of writing the same number are alike: banks put zeros before it."""
        return self.number.lstrip("0") if self.kind == "bank" else self.number.lower()


class Sealed(Message):
    """What is kept of it: number and holder sealed, a keyed hash of what is alike, the key's id."""

    number: str
    holder: str
    digest: str
    key: str
