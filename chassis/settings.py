"""Settings from the environment: typed, and all that is wrong is told at once."""

import os
from collections.abc import Mapping
from typing import Annotated, TypeVar

import msgspec

S = TypeVar("S", bound=msgspec.Struct)
PREFIX = "HAAT_"


class BadSettings(Exception):
    """The environment lacks keys or has values that do not fit; the text lists all of them."""


def read(kind: type[S], environment: Mapping[str, str] | None = None) -> S:
    """Fill a Struct of settings: field `amqp_url` comes from `HAAT_AMQP_URL`."""
    values = os.environ if environment is None else environment
    given, wrong = {}, []
    for field in msgspec.structs.fields(kind):
        key = PREFIX + field.name.upper()
        if key in values:
            try:
                given[field.name] = msgspec.convert(values[key], field.type, strict=False)
            except msgspec.ValidationError as bad:
                wrong.append(f"{key}: {bad}")
        elif field.required:
            wrong.append(f"{key}: missing")
    if wrong:
        raise BadSettings("; ".join(wrong))
    return kind(**given)


class ServiceSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What every service reads."""

    amqp_url: str
    mongo_url: str
    jwks_url: str
    http_host: str = "127.0.0.1"
    http_port: int
    log_level: str = "INFO"
    otlp_endpoint: Annotated[str, msgspec.Meta(pattern=r"^(https?://.+)?$")] = ""
    otlp_sample: Annotated[float, msgspec.Meta(ge=0, le=1)] = 1.0
