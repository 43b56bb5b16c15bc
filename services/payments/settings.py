"""Settings of the payments service."""

from chassis.settings import ServiceSettings


class PaymentsSettings(ServiceSettings, frozen=True, kw_only=True):
    """Where the payment provider is, and the secrets shared with it."""

    stripe_api_base: str = "https://api.stripe.com"
    stripe_api_key: str
    stripe_webhook_secret: str
