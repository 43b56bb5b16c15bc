"""What callers of the accounts service send."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from chassis.doors import Body
from chassis.people import Grant, Role
from contracts.values import Language

Id = Annotated[str, Meta(min_length=1, max_length=60)]
Area = Annotated[int, Meta(ge=0, le=999_999_999)]
Name = Annotated[str, Meta(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]*$")]


class LoginBody(Body):
    """`phone` in E.164; the SMS is in that language."""

    phone: Annotated[str, Meta(max_length=40)]
    language: Language = "hi"


class CodeBody(Body):
    """The code that the SMS brought."""

    login_id: Id
    code: Annotated[str, Meta(max_length=20)]


class PersonBody(Body):
    """What is left out stays as it is; an empty `email` takes it away."""

    name: Annotated[str, Meta(max_length=100, pattern=r"^[^\x00-\x1f\x7f]*$")] | UnsetType = UNSET
    language: Language | UnsetType = UNSET
    email: Annotated[str, Meta(max_length=254)] | UnsetType = UNSET


class RoleBody(Body):
    """A role in an area (LGD code; 0 is everywhere)."""

    role: Role
    area: Area

    def grant(self) -> Grant:
        return Grant(role=self.role, area=self.area)


class MachineBody(Body):
    """A partner's program."""

    name: Name
    role: Literal["partner"]
    area: Area

    def grant(self) -> Grant:
        return Grant(role=self.role, area=self.area)


class SecretBody(Body):
    """The secret that was shown when the machine was registered."""

    machine_id: Id
    secret: Annotated[str, Meta(max_length=200)]
