"""The environment that a service gets from the local set-up."""

from collections.abc import Mapping

from deploy.local.credentials import credentials, signing_keys_file
from deploy.local.mongo import mongo_url
from deploy.local.settings import DEFAULT_PORTS, Settings

SEED_STAFF = "+919900000001:admin:20,+919900000002:officer:324"
_OWN_KEYS = frozenset(
    {"HAAT_VAR", "HAAT_RATE_LIMIT", "HAAT_RATE_BURST", "HAAT_ELASTICSEARCH_HEAP"}
    | {f"HAAT_PORT_{name}" for name in (*DEFAULT_PORTS, "OFFSET")}
)


def service_environment(settings: Settings, service: str) -> dict[str, str]:
    """All HAAT_ settings of a service process; what the caller has set itself wins.

    Raises KeyError for an unknown service.
    """
    port = str(settings.port(service.upper()))
    secret = credentials(settings)
    passed_on = {key: value for key, value in settings.given.items() if key not in _OWN_KEYS}
    return {
        **_shared(settings, secret),
        **_special(settings, secret).get(service, {}),
        **passed_on,
        "HAAT_HTTP_HOST": "127.0.0.1",
        "HAAT_HTTP_PORT": port,
    }


def _shared(settings: Settings, secret: Mapping[str, str]) -> dict[str, str]:
    broker = f"haat:{secret['HAAT_RABBITMQ_PASSWORD']}@127.0.0.1:{settings.port('RABBITMQ')}/haat"
    return {
        "HAAT_AMQP_URL": f"amqp://{broker}",
        "HAAT_MONGO_URL": mongo_url(settings),
        "HAAT_JWKS_URL": f"{settings.url('ACCOUNTS')}/.well-known/jwks.json",
        "HAAT_PUBLIC_URL": settings.url("GATEWAY"),
        "HAAT_LOG_LEVEL": "INFO",
    }


def _special(settings: Settings, secret: Mapping[str, str]) -> dict[str, dict[str, str]]:
    password = secret["HAAT_RABBITMQ_PASSWORD"]
    sms = {"HAAT_SMS_URL": f"{settings.url('SANDBOX')}/sms"}
    return {
        "accounts": {
            **sms,
            "HAAT_SIGNING_KEYS_FILE": str(signing_keys_file(settings)),
            "HAAT_SEED_STAFF": SEED_STAFF,
        },
        "payments": {
            "HAAT_STRIPE_API_BASE": settings.url("STRIPE"),
            "HAAT_STRIPE_API_KEY": secret["HAAT_STRIPE_API_KEY"],
            "HAAT_STRIPE_WEBHOOK_SECRET": secret["HAAT_STRIPE_WEBHOOK_SECRET"],
        },
        "delivery": {
            "HAAT_RABBITMQ_API_URL": settings.url("RABBITMQ_MANAGEMENT").replace(
                "//", f"//haat:{password}@"
            ),
        },
        "search": {"HAAT_ELASTICSEARCH_URL": settings.url("ELASTICSEARCH")},
        "notify": {
            **sms,
            "HAAT_SMTP_URL": settings.url("SMTP", "smtp"),
            "HAAT_MAIL_FROM": "haat@deoghar.example",
        },
    }
