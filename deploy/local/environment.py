"""The environment that a service gets from the local set-up."""

from collections.abc import Mapping

from deploy.local.credentials import credentials, field_keys_file, signing_keys_file
from deploy.local.mongo import mongo_url
from deploy.local.rabbitmq import broker_url, management_url
from deploy.local.settings import Settings

SEED_STAFF = (
    "+919900000001:admin:everywhere,"
    "+919900000002:officer/district_approver:district:324,"
    "+919900000003:officer/field:district:324,"
    "+919900000004:auditor:district:324"
)
_NOT_FOR_SERVICES = (  # beginnings of keys that only `haat`, docker compose or the tests read
    *("HAAT_VAR", "HAAT_PORT_", "HAAT_ELASTICSEARCH_HEAP", "HAAT_ENV_FILE"),
    *("HAAT_RATE_LIMIT", "HAAT_RATE_BURST", "HAAT_LOGIN_RATE_", "HAAT_CONNECTIONS"),
    *("HAAT_CORS_ORIGINS", "HAAT_HSTS"),
    *("HAAT_IMAGE_TAG", "HAAT_RABBITMQ_PASSWORD", "HAAT_GRAFANA_", "HAAT_PARTNER_"),
    *("HAAT_TEST_", "HAAT_BROKER_", "HAAT_DATABASE_"),
)
_STRIPE_SECRETS = {"HAAT_STRIPE_API_KEY", "HAAT_STRIPE_WEBHOOK_SECRET"}


def service_environment(settings: Settings, service: str) -> dict[str, str]:
    """All HAAT_ settings of a service process; what the caller has set for it wins.

    Raises KeyError for an unknown service.
    """
    port = str(settings.port(service.upper()))
    secret = credentials(settings)
    special = _special(settings, secret)
    own = special.get(service, {})
    others = {key for values in special.values() for key in values} - own.keys()
    return {
        **_shared(settings, service),
        **own,
        **_passed_on(settings, others),
        "HAAT_HTTP_HOST": "127.0.0.1",
        "HAAT_HTTP_PORT": port,
    }


def _passed_on(settings: Settings, others: set[str]) -> dict[str, str]:
    """What the caller has set; Stripe's secrets only for a Stripe that is not our sandbox."""
    sandbox = settings.url("STRIPE")
    withheld = set(others)
    if settings.given.get("HAAT_STRIPE_API_BASE", sandbox) == sandbox:
        withheld |= _STRIPE_SECRETS
    return {
        key: value
        for key, value in settings.given.items()
        if key not in withheld and not key.startswith(_NOT_FOR_SERVICES)
    }


def _shared(settings: Settings, service: str) -> dict[str, str]:
    return {
        "HAAT_AMQP_URL": broker_url(settings, service),
        "HAAT_MONGO_URL": mongo_url(settings),
        "HAAT_JWKS_URL": f"{settings.url('ACCOUNTS')}/.well-known/jwks.json",
        "HAAT_PUBLIC_URL": settings.url("GATEWAY"),
        "HAAT_LOG_LEVEL": "INFO",
        "HAAT_RATE_READS": "2000",  # a load test is one caller
        "HAAT_RATE_WRITES": "2000",
    }


def _special(settings: Settings, secret: Mapping[str, str]) -> dict[str, dict[str, str]]:
    sms = {"HAAT_SMS_URL": f"{settings.url('SANDBOX')}/sms"}
    return {
        "accounts": {
            **sms,
            "HAAT_SIGNING_KEYS_FILE": str(signing_keys_file(settings)),
            "HAAT_SEED_STAFF": SEED_STAFF,
            "HAAT_VOICE_URL": f"{settings.url('SANDBOX')}/calls",
            "HAAT_PERSON_KEY": secret["HAAT_PERSON_KEY"],
            "HAAT_HASH_KEYS": secret["HAAT_HASH_KEYS"],
            "HAAT_LOGIN_RESEND_SECONDS": "0",  # a demo logs in again and again,
            "HAAT_CODES_PER_NETWORK": "0",  # everybody from one address
            "HAAT_CODES_PER_MINUTE": "0",
        },
        "catalog": {"HAAT_PERSON_KEY": secret["HAAT_PERSON_KEY"]},
        "payments": {
            "HAAT_STRIPE_API_BASE": settings.url("STRIPE"),
            "HAAT_STRIPE_API_KEY": secret["HAAT_STRIPE_API_KEY"],
            "HAAT_STRIPE_WEBHOOK_SECRET": secret["HAAT_STRIPE_WEBHOOK_SECRET"],
            "HAAT_FIELD_KEYS_FILE": str(field_keys_file(settings)),
        },
        "delivery": {"HAAT_RABBITMQ_API_URL": management_url(settings, "delivery-admin")},
        "search": {"HAAT_ELASTICSEARCH_URL": settings.url("ELASTICSEARCH")},
        "notify": {
            **sms,
            "HAAT_SMTP_URL": settings.url("SMTP", "smtp"),
            "HAAT_MAIL_FROM": "haat@deoghar.example",
        },
    }
