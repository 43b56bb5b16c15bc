"""What callers say of payout accounts."""

from typing import Annotated, Literal

from msgspec import Meta

from chassis.aadhaar import NUMBERS
from chassis.doors import Body
from chassis.pages import PageQuery
from contracts.values import whole
from services.payments.domain.bank_details import BankDetails
from services.payments.domain.refusals import PayoutDetailsMixed

Id = Annotated[str, Meta(max_length=60)]
AccountNumber = Annotated[str, whole(r"[0-9]{9,18}"), NUMBERS]
Ifsc = Annotated[str, whole(r"[A-Z]{4}0[A-Z0-9]{6}")]
Vpa = Annotated[str, whole(r"[A-Za-z0-9._-]{2,64}@[A-Za-z][A-Za-z0-9]{1,31}")]
"""A UPI address; NPCI's form `name@handle`."""
Holder = Annotated[str, whole(r"[^\x00-\x1f\x7f]{2,120}")]


class PayoutAccountBody(Body):
    """Either `account_number` and `ifsc`, or `vpa`; `holder` as the bank writes the name."""

    seller_id: Id
    holder: Holder
    account_number: AccountNumber | None = None
    ifsc: Ifsc | None = None
    vpa: Vpa | None = None

    def details(self) -> BankDetails:
        """Raises `PayoutDetailsMixed`."""
        if self.vpa and not self.account_number and not self.ifsc:
            return BankDetails(kind="vpa", number=self.vpa, holder=self.holder)
        if self.vpa or not self.account_number or not self.ifsc:
            raise PayoutDetailsMixed(field="vpa" if self.vpa else "account_number")
        return BankDetails(
            kind="bank", number=self.account_number, holder=self.holder, ifsc=self.ifsc
        )

    def __repr__(self) -> str:
        return f"PayoutAccountBody(seller_id={self.seller_id!r})"


class PayoutDecisionBody(Body):
    """A no needs its reason, and so does a yes to a number that another seller named too."""

    decision: Literal["approve", "refuse"]
    reason: Annotated[str, Meta(max_length=500)] = ""


class PayoutAccountQuery(PageQuery):
    """Of one seller, or of one status; else one's own."""

    seller_id: Id = ""
    status: Literal["", "entered", "approved"] = ""
