"""What callers of the accounts service send."""

from typing import Annotated, get_args

from msgspec import UNSET, Meta, UnsetType

from chassis.doors import Body
from chassis.people import Grant
from contracts.policy import Area, Kind, Role
from contracts.values import Language, whole
from services.accounts.domain.login import Channel
from services.accounts.domain.refusals import KindNotFit

Id = Annotated[str, Meta(min_length=1, max_length=60)]
Name = Annotated[str, whole(r"[^\x00-\x1f\x7f]*", min_length=1, max_length=100)]
Code = Annotated[str, Meta(max_length=20)]
SixDigits = Annotated[str, whole("[0-9]{6}")]
SixDigitsOrNone = Annotated[str, whole("([0-9]{6})?")]


class LoginBody(Body):
    """`phone` in E.164; the code comes in that language, by SMS or by a call."""

    phone: Annotated[str, Meta(max_length=40)]
    language: Language = "hi"
    channel: Channel = "sms"


class CodeBody(Body):
    """The code that came; `profile_id` and its `pin` where several share the phone."""

    login_id: Id
    code: Code
    profile_id: Annotated[str, Meta(max_length=60)] = ""
    pin: SixDigitsOrNone = ""


class OnlyCodeBody(Body):
    """The code that came."""

    code: Code


class RefreshBody(Body):
    """The refresh token that came last."""

    refresh_token: Annotated[str, Meta(max_length=200)]


class PinBody(Body):
    """Six digits."""

    pin: SixDigits


class OpenBody(Body):
    """The PIN of the profile, where it has one."""

    pin: SixDigitsOrNone = ""


class ProfileBody(Body):
    """Who else uses the phone."""

    name: Name
    language: Language = "hi"


class PersonBody(Body):
    """What is left out stays as it is; an empty `email` takes it away."""

    name: Annotated[str, whole(r"[^\x00-\x1f\x7f]*", max_length=100)] | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    email: Annotated[str, Meta(max_length=254)] | UnsetType = UNSET


class RoleBody(Body):
    """A role in an area, such as `district:324`; `kind` says what an officer is there for."""

    role: Role
    area: Area
    kind: Kind = ""

    def grant(self) -> Grant:
        """Raises `KindNotFit`: officers are of a kind, and nobody else."""
        if (self.role == "officer") != bool(self.kind):
            allowed = ", ".join(filter(None, get_args(Kind))) if self.role == "officer" else '""'
            raise KindNotFit(field="kind", allowed=allowed)
        return Grant(role=self.role, area=self.area, kind=self.kind)
