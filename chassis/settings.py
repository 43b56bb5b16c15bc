"""Settings from the environment or files: typed, and all that is wrong is told at once."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

S = TypeVar("S", bound=msgspec.Struct)
PREFIX = "HAAT_"
PersonKey = Annotated[str, msgspec.Meta(min_length=32)]
"""Makes the ids of people out of their phones; see `chassis.people.person_id_of`."""


class BadSettings(Exception):
    """The environment lacks keys or has values that do not fit; the text lists all of them."""


def read(kind: type[S], environment: Mapping[str, str] | None = None) -> S:
    """Fill a Struct of settings: field `amqp_url` comes from `HAAT_AMQP_URL`, or from the file
    that `HAAT_AMQP_URL_FILE` names. Raises `BadSettings`, which tells no value."""
    values = os.environ if environment is None else environment
    given, wrong = {}, []
    for field in msgspec.structs.fields(kind):
        key = PREFIX + field.name.upper()
        try:
            text = text_of(key, values)
            if text is not None:
                given[field.name] = _value(text, field.type)
            elif field.required:
                wrong.append(f"{key}: missing")
        except msgspec.DecodeError as bad:
            wrong.append(f"{key}: {bad}")
        except BadSettings as bad:
            wrong.append(str(bad))
    if wrong:
        raise BadSettings("; ".join(wrong))
    return kind(**given)


def text_of(key: str, values: Mapping[str, str]) -> str | None:
    """The value of a key, or what is in the file of `<key>_FILE` but for blanks around it.

    Raises `BadSettings` for both at once and for a file that cannot be read.
    """
    file = values.get(f"{key}_FILE")
    if not file:
        return values.get(key)
    if values.get(key):
        raise BadSettings(f"{key}: given twice, also as {key}_FILE")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as bad:
        raise BadSettings(f"{key}_FILE: cannot be read ({type(bad).__name__})") from bad


def _value(text: str, kind: Any) -> Any:
    """What has fields is told as JSON."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return msgspec.json.decode(text, type=kind)
    return msgspec.convert(text, kind, strict=False)


class ServiceSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What every service reads."""

    amqp_url: str
    mongo_url: str
    jwks_url: str
    http_host: str = "127.0.0.1"
    http_port: int
    log_level: str = "INFO"
    rate_reads: Annotated[int, msgspec.Meta(ge=0)] = 40
    """Reads that one caller may ask for in a second, four times as many at once; 0: any number."""
    rate_writes: Annotated[int, msgspec.Meta(ge=0)] = 10
    otlp_endpoint: Annotated[str, msgspec.Meta(pattern=r"^(https?://.+)?$")] = ""
    otlp_sample: Annotated[float, msgspec.Meta(ge=0, le=1)] = 1.0
