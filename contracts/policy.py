"""Who may do what on which object: the one table that every service decides by.

An action is `<noun>.<verb>`, in the words of the doors. Who is logged in is a buyer and a seller;
the other roles are granted, in an area. `docs/policy.md` is made from this table.
"""

from typing import Final, Literal

from contracts.message import Message
from contracts.values import AREA as AREA
from contracts.values import EVERYWHERE as EVERYWHERE
from contracts.values import Area as Area

Role = Literal["buyer", "seller", "officer", "agent", "admin", "auditor", "partner"]
Kind = Literal[
    "",
    "field",
    "block_approver",
    "district_approver",
    "quality_assessor",
    "cataloguer",
]
"""What an officer is there for (domain 2.3); empty for every other role."""


class Allow(Message):
    """A role that may: with `own` on objects that are theirs, with `area` on objects in the area of
    their grant, with neither on any object; an officer only of these `kinds`, where any are named.
    """

    role: Role
    own: bool = False
    area: bool = False
    kinds: tuple[Kind, ...] = ()


MINE: Final = Allow(role="buyer", own=True)
MY_SHOP: Final = Allow(role="seller", own=True)
MY_MACHINE: Final = Allow(role="partner", own=True)
MY_PARCEL: Final = Allow(role="partner", own=True)
MACHINE: Final = Allow(role="partner")
OFFICER: Final = Allow(role="officer", area=True)
ENTERS: Final = Allow(role="officer", area=True, kinds=("field", "cataloguer"))
REGISTERS: Final = Allow(role="officer", area=True, kinds=("field",))
APPROVES: Final = Allow(role="officer", area=True, kinds=("block_approver", "district_approver"))
ASSESSES: Final = Allow(
    role="officer",
    area=True,
    kinds=("quality_assessor", "block_approver", "district_approver"),
)
OVERSEES: Final = Allow(role="officer", area=True, kinds=("district_approver",))
PAYS: Final = Allow(role="officer", area=True, kinds=("district_approver",))
CATALOGUES: Final = Allow(role="officer", kinds=("cataloguer",))
"""Of any area: the words of search are the same everywhere."""
AGENT: Final = Allow(role="agent", area=True)
AUDITOR: Final = Allow(role="auditor", area=True)
ADMIN: Final = Allow(role="admin", area=True)
"""What lies in no area, such as the platform's own affairs, is for admins of everywhere."""
STAFF: Final = (OFFICER, AGENT, AUDITOR, ADMIN)

POLICY: Final[dict[str, tuple[Allow, ...]]] = {
    # accounts
    "me.read": (MINE,),
    "me.change": (MINE,),
    "session.read": (MINE,),
    "session.end": (MINE,),
    "pin.set": (MINE,),
    "step_up.take": (MINE,),
    "pin.clear": (ADMIN,),
    "profile.add": (MINE,),
    "profile.read": (MINE,),
    "profile.open": (MINE,),
    "grant.give": (ADMIN,),
    "grant.take": (ADMIN,),
    "grant.read": (ADMIN, AUDITOR),
    "machine.register": (ADMIN,),
    "api_key.make": (MY_MACHINE, ADMIN),
    "api_key.read": (MY_MACHINE, ADMIN),
    "api_key.revoke": (MY_MACHINE, ADMIN),
    "consent.give": (MINE,),
    "consent.read": (MINE,),
    "consent.withdraw": (MINE,),
    "consent.record_for": (REGISTERS, AGENT),
    "data.read": (MINE,),
    "erasure.ask": (MINE,),
    "erasure.read": (MINE,),
    "erasure.take_back": (MINE,),
    "parked.read": (ADMIN,),
    "parked.replay": (ADMIN,),
    "parked.drop": (ADMIN,),
    "audit.read": (AUDITOR, ADMIN, OVERSEES),
    "audit.export": (AUDITOR, ADMIN, OVERSEES),
    # catalog
    "seller.register": (MY_SHOP, REGISTERS, AGENT),
    "seller.read": (MY_SHOP, *STAFF),
    "seller.decide": (APPROVES,),
    "seller.suspend": (OVERSEES, ADMIN),
    "seller.reinstate": (OVERSEES, ADMIN),
    "catalogue.read": (MACHINE, ADMIN),
    "product.draft": (MY_SHOP, ENTERS, AGENT),
    "product.edit": (MY_SHOP, ENTERS, AGENT),
    "product.read": (MY_SHOP, *STAFF),
    "product.submit": (MY_SHOP, ENTERS, AGENT),
    "product.decide": (ASSESSES,),
    "product.publish": (MY_SHOP, ENTERS, AGENT),
    "product.pause": (MY_SHOP, OFFICER, AGENT),
    "product.retire": (MY_SHOP, ENTERS),
    "stock.count": (MY_SHOP, ENTERS, AGENT),
    # orders
    "order.place": (MINE,),
    "order.read": (MINE, MY_SHOP, *STAFF),
    "order.cancel": (MINE, MY_SHOP, OFFICER, AGENT, ADMIN),
    # payments
    "payment.read": (MINE, *STAFF),
    "payout_account.enter": (MY_SHOP, REGISTERS),
    "payout_account.read": (MY_SHOP, *STAFF),
    "payout_account.decide": (PAYS, ADMIN),
    "payout_account.withdraw": (MY_SHOP, OFFICER, AGENT, ADMIN),
    # delivery
    "partner.register": (ADMIN,),
    "partner.change": (ADMIN,),
    "partner.read": tuple(Allow(role=role) for role in ("officer", "agent", "auditor", "admin")),
    "shipment.read": (MINE, MY_SHOP, MY_PARCEL, *STAFF),
    "shipment.report": (MY_PARCEL,),
    "code.issue": (OFFICER, AGENT, ADMIN),
    # search
    "meaning.read": (CATALOGUES, ADMIN),
    "meaning.edit": (CATALOGUES, ADMIN),
    "search_report.read": (CATALOGUES, ADMIN),
    "search.explain": (CATALOGUES, ADMIN),
    # notify
    "message.read": (MINE, AGENT, AUDITOR, ADMIN),
}

SENSITIVE: Final = frozenset(
    {
        "grant.give",
        "grant.take",
        "pin.clear",
        "machine.register",
        "api_key.make",
        "api_key.revoke",
        "data.read",
        "erasure.ask",
        "erasure.take_back",
        "parked.replay",
        "parked.drop",
        "audit.export",
        "seller.decide",
        "seller.suspend",
        "seller.reinstate",
        "payout_account.enter",
        "payout_account.decide",
        "payout_account.withdraw",
        "partner.register",
        "partner.change",
    }
)
"""Recorded in the audit trail whoever does them; what staff or a partner does always is."""
