"""The partner's settings, from the environment and nowhere else."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from .errors import SettingsWrong

PREFIX = "HAAT_PARTNER_"
REQUIRED = {
    "AMQP_URL": ("amqp", "amqps"),
    "QUEUE": (),
    "API_URL": ("http", "https"),
    "API_KEY": (),
}
NUMBERS = {"WORKERS": (8, 1, 256), "PREFETCH": (24, 1, 2000), "DRAIN_SECONDS": (60, 1, 3600)}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Where the partner's queue and Haat's API are, and how much to do at once.

    `workers` events are handled at a time; `prefetch` are held, so that failed ones which wait
    for their next attempt leave room for others.
    """

    amqp_url: str = field(repr=False)
    queue: str
    api_url: str
    api_key: str = field(repr=False)
    workers: int = NUMBERS["WORKERS"][0]
    prefetch: int = NUMBERS["PREFETCH"][0]
    drain_seconds: int = NUMBERS["DRAIN_SECONDS"][0]

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """The settings under `HAAT_PARTNER_`; raises `SettingsWrong` naming all that is wrong."""
        texts = {name: environ.get(PREFIX + name, "").strip() for name in (*REQUIRED, *NUMBERS)}
        faults = [fault for name, text in texts.items() if (fault := _fault(name, text))]
        if faults:
            raise SettingsWrong("; ".join(faults))
        numbers = {name.lower(): int(texts[name]) for name in NUMBERS if texts[name]}
        return cls(
            amqp_url=texts["AMQP_URL"],
            queue=texts["QUEUE"],
            api_url=texts["API_URL"],
            api_key=texts["API_KEY"],
            **numbers,
        )


def _fault(name: str, text: str) -> str:
    """What is wrong with the setting, never showing the value of one that may hold a secret."""
    if name in NUMBERS:
        _, least, most = NUMBERS[name]
        fits = not text or (text.isascii() and text.isdigit() and least <= int(text) <= most)
        return "" if fits else f"{PREFIX}{name} must be a whole number from {least} to {most}"
    if not text:
        return f"{PREFIX}{name} is missing"
    schemes = REQUIRED[name]
    if schemes and not _is_address(text, schemes):
        return f"{PREFIX}{name} must be an address like {schemes[0]}://host"
    return ""


def _is_address(text: str, schemes: tuple[str, ...]) -> bool:
    try:
        address = urlsplit(text)
        return address.scheme in schemes and bool(address.hostname) and address.port != 0
    except ValueError:
        return False
