"""The rotation of field keys: what is sealed under an older key is sealed anew, batch by batch.

It may be stopped and begun again at any time: what is left to do is seen from the data.
"""

import logging
from collections.abc import Callable
from typing import Any, Final

from chassis.encryption import FieldVault
from contracts.message import Message
from services.payments import payout_queries
from services.payments.commands import ResealPayoutAccount
from services.payments.payout_queries import Accounts

_log = logging.getLogger(__name__)
BATCH: Final = 200


def reseal_some(
    database: Accounts, vault: FieldVault, handle: Callable[[Message], Any], batch: int = BATCH
) -> int:
    """Seal a batch under the newest key; how many. One that fails keeps no other waiting."""
    older = vault.kids[1:]
    ids = payout_queries.sealed_under(database, older, batch) if older else []
    done = 0
    for id in ids:
        try:
            handle(ResealPayoutAccount(payout_account_id=id))
            done += 1
        except Exception:
            _log.exception("could not seal a payout account anew", extra={"payout_account": id})
    if done and not payout_queries.sealed_under(database, older, 1):
        _log.info("no value is sealed under an older field key any more", extra={"keys": older})
    return done
