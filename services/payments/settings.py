"""Settings of the payments service."""

from typing import Annotated

from msgspec import Meta

from chassis.settings import ServiceSettings


class PaymentsSettings(ServiceSettings, frozen=True, kw_only=True):
    """Where the payment provider is, and the secrets shared with it.

    `field_keys_file` holds the keys of bank details; `payout_hold_hours` pass between the approval
    of a payout account and its first use (domain 2.2: 24 to 48).
    """

    stripe_api_base: str = "https://api.stripe.com"
    stripe_api_key: str
    stripe_webhook_secret: str
    field_keys_file: str
    payout_hold_hours: Annotated[float, Meta(ge=0)] = 48
