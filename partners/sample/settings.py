"""What the sample needs besides the kit's settings."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class DoorstepSettings:
    """Where the buyer's phone can be read, and how many seconds the partner waits at the door."""

    url: str
    seconds: float

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """From HAAT_PARTNER_DOORSTEP_URL and HAAT_PARTNER_DOOR_SECONDS."""
        return cls(
            environ.get("HAAT_PARTNER_DOORSTEP_URL", "http://127.0.0.1:8426"),
            float(environ.get("HAAT_PARTNER_DOOR_SECONDS", "60")),
        )
