"""Passwords and keys of one local set-up: generated once, kept readable for the owner only."""

import base64
import json
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chassis.field_keys import KEY_BYTES
from deploy.local.settings import SERVICES, Settings, read_env_file

BROKER_USERS = (*SERVICES, "delivery-admin", "operator")
"""Beside `haat`, the administrator: see `deploy.rights.broker`."""


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step; only the owner may read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    fresh.replace(path)


def credentials(settings: Settings) -> dict[str, str]:
    """The generated secrets by setting name; missing ones are made and stored first."""
    path = settings.var / "secrets.env"
    stored = read_env_file(path)
    missing = {key: made for key, made in _fresh().items() if key not in stored}
    if missing:
        stored = {**stored, **missing}
        write_private(path, "".join(f"{key}={value}\n" for key, value in stored.items()))
    return stored


def broker_password_of(user: str) -> str:
    """The name under which a broker user's password is kept."""
    return f"HAAT_BROKER_{user.upper().replace('-', '_')}_PASSWORD"


def _fresh() -> dict[str, str]:
    return {
        "HAAT_RABBITMQ_PASSWORD": secrets.token_hex(16),
        **{broker_password_of(user): secrets.token_hex(16) for user in BROKER_USERS},
        "HAAT_RABBITMQ_COOKIE": secrets.token_hex(20).upper(),
        "HAAT_PERSON_KEY": secrets.token_hex(32),
        "HAAT_HASH_KEYS": secrets.token_hex(32),
        "HAAT_SUPERVISOR_PASSWORD": secrets.token_hex(16),
        "HAAT_STRIPE_API_KEY": f"sk_test_{secrets.token_hex(16)}",
        "HAAT_STRIPE_WEBHOOK_SECRET": f"whsec_{secrets.token_hex(24)}",
    }


def signing_keys_file(settings: Settings) -> Path:
    """The accounts service's private JWKs; one key is made when there is none."""
    path = settings.var / "keys" / "signing.json"
    if not path.exists():
        write_private(path, json.dumps([new_signing_key()], indent=1) + "\n")
    return path


def field_keys_file(settings: Settings) -> Path:
    """The keys of sealed fields, symmetric JWKs; one is made when there is none."""
    path = settings.var / "keys" / "fields.json"
    if not path.exists():
        write_private(path, json.dumps([new_field_key()], indent=1) + "\n")
    return path


def new_field_key() -> dict[str, str]:
    """32 random bytes under a random name."""
    return {
        "kty": "oct",
        "kid": secrets.token_hex(4),
        "k": _base64url(secrets.token_bytes(KEY_BYTES)),
    }


def new_signing_key() -> dict[str, str]:
    """A private JWK (RFC 8037)."""
    key = Ed25519PrivateKey.generate()
    return {
        "kty": "OKP",
        "crv": "Ed25519",
        "kid": secrets.token_hex(8),
        "x": _base64url(key.public_key().public_bytes_raw()),
        "d": _base64url(key.private_bytes_raw()),
    }


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
