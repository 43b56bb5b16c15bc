"""How bank details are kept: sealed at their own place, with a keyed hash to find them again."""

from typing import Final

from chassis.encryption import FieldVault, Place, key_id_of
from services.payments.domain.bank_details import BankDetails, Sealed
from services.payments.domain.payout_account import COLLECTION, PayoutAccount

_USE: Final = "payout account"


def sealed(details: BankDetails, id: str, vault: FieldVault) -> Sealed:
    """All under one key, also when the keys change at this moment."""
    while True:
        number = vault.seal(details.number, _place(id, "number"))
        holder = vault.seal(details.holder, _place(id, "holder"))
        digest = vault.digest(details.alike, _USE)
        keys = {key_id_of(number), key_id_of(holder), key_id_of_digest(digest)}
        if len(keys) == 1:
            return Sealed(number=number, holder=holder, digest=digest, key=keys.pop())


def opened(account: PayoutAccount, vault: FieldVault) -> BankDetails:
    """What was sealed; raises `SealBroken` and `FieldKeyNotKnown`."""
    return BankDetails(
        kind=account.kind,
        number=vault.open(account.sealed.number, _place(account.id, "number")),
        holder=holder_of(account, vault),
        ifsc=account.ifsc,
    )


def holder_of(account: PayoutAccount, vault: FieldVault) -> str:
    """The name that the bank knows."""
    return vault.open(account.sealed.holder, _place(account.id, "holder"))


def digests_of(account: PayoutAccount, vault: FieldVault) -> list[str]:
    """What the digest of the same number may be, under any key."""
    return vault.digests(opened(account, vault).alike, _USE)


def key_id_of_digest(digest: str) -> str:
    """The id of the key that made it."""
    return digest.partition(":")[0]


def _place(id: str, field: str) -> Place:
    return Place(collection=COLLECTION, id=id, field=field)
