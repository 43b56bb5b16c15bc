"""What all types of the API share."""

from typing import dataclass_transform

import msgspec

SECRET = frozenset(
    {"token", "refresh_token", "api_key", "code", "pin", "phone", "broker_password"}
    | {"account_number", "vpa", "owner_phone"}
)
"""Fields that no log may show."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Told(msgspec.Struct, frozen=True):
    """Base of answers: fields that are not known yet are passed over."""

    def __repr__(self) -> str:
        return _shown(self)


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Sent(msgspec.Struct, frozen=True):
    """Base of bodies: what is not set is not sent."""

    def __repr__(self) -> str:
        return _shown(self)


def _shown(struct: msgspec.Struct) -> str:
    names = struct.__struct_fields__
    fields = {name: getattr(struct, name) for name in names}
    parts = [
        f"{name}={'…' if name in SECRET else repr(value)}"
        for name, value in fields.items()
        if value is not msgspec.UNSET
    ]
    return f"{type(struct).__name__}({', '.join(parts)})"
