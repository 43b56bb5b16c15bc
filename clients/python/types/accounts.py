"""Types of accounts. Made by `haat client`."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from msgspec import UNSET, UnsetType

from .base import Sent, Told
from .shared import Text


class ApiKeyBody(Sent):
    """The key that was shown when it was made."""

    api_key: str


class CodeBody(Sent):
    """The code that came; `profile_id` and its `pin` where several share the phone."""

    login_id: str
    code: str
    pin: str | UnsetType = UNSET
    profile_id: str | UnsetType = UNSET


class ConsentBody(Sent):
    """Yes to these purposes, by the version of the notice that was shown."""

    notice: str
    version: int
    purposes: list[Literal["marketing", "marketplace", "scheme"]]
    language: Literal["en", "hi"] | UnsetType = UNSET
    mode: Literal["screen", "voice"] | UnsetType = UNSET


class ConsentView(Told):
    """One yes; it holds while `withdrawn_at` is null. `acted_by` is the staff who recorded it."""

    consent_id: str
    purpose: str
    notice: str
    version: int
    notice_hash: str
    mode: str
    language: str
    given_at: datetime
    withdrawn_at: datetime | None
    acted_by: str
    objection: str


class ConsentsView(Told):
    """`purposes` are those that hold now; `items` all that was ever said, the oldest first."""

    person_id: str
    purposes: list[str]
    items: list[ConsentView]


class DataView(Told):
    """What Haat knows of the caller: here itself, or by service what kind of thing it is."""

    person: PersonView
    consents: ConsentsView
    sessions: int
    erasure: ErasureView
    kept: list[KeptView]


class ErasureBody(Sent):
    """Why, if they want to say."""

    reason: str | UnsetType = UNSET


class ErasureView(Told):
    """It happens soon after `due_at`, which moves while orders are under way; `kept` tells what
    law keeps.
    """

    status: str
    due_at: datetime | None
    kept: list[KeptView]


class FieldChange(Told):
    """One field of an object, as text; `…` stands for what may not be shown, empty for nothing."""

    field: str
    after: str = ""
    before: str = ""


class Grant(Told):
    """A role in an area such as `district:324`; officers are of a kind."""

    role: str
    area: str = "everywhere"
    kind: str = ""


class KeptView(Told):
    """What a service keeps of people, on which ground, for what, and until when."""

    service: str
    what: Text
    why: Text
    ground: str
    until: Text
    after_erasure: Text


class KeyBody(Sent):
    """`scopes` are actions of the policy table; none opens all that the machine may do."""

    name: str
    expires_at: datetime | UnsetType | None = UNSET
    scopes: list[str] | UnsetType = UNSET


class KeyPage(Told):
    """`next` is the cursor of the next page, empty at the end."""

    items: list[KeyView]
    next: str = ""


class KeyView(Told):
    """An API key as people see it: `prefix` is how it begins; `last_used_at` to the hour. Without
    `scopes` it opens all that its machine may do. `successor` is the key that was made in its
    place.
    """

    key_id: str
    prefix: str
    name: str
    scopes: list[str]
    made_by: str
    made_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None
    revoked_at: datetime | None
    successor: str


class LoginBody(Sent):
    """`phone` in E.164; the code comes in that language, by SMS or by a call."""

    phone: str
    channel: Literal["sms", "voice"] | UnsetType = UNSET
    language: Literal["en", "hi"] | UnsetType = UNSET


class LoginView(Told):
    """A login that waits for its code."""

    login_id: str
    expires_at: datetime


class MachineBody(Sent):
    """A partner's program."""

    name: str
    role: Literal["partner"]
    area: str


class MachineView(Told):
    """A machine and what it may do; its keys are made apart."""

    machine_id: str
    name: str
    grant: Grant


class NewKeyView(Told):
    """With the key itself, which is not kept and not shown again."""

    key_id: str
    prefix: str
    name: str
    scopes: list[str]
    made_by: str
    made_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None
    revoked_at: datetime | None
    successor: str
    api_key: str


class NoticePurpose(Told):
    """One purpose: which `data` serves it and how; `ground` is law or the person's consent."""

    purpose: str
    ground: str
    title: Text
    data: Text
    use: Text


class NoticeView(Told):
    """A notice, its `hash` the SHA-256 of the file that it stands in."""

    name: str
    version: int
    valid_from: datetime
    hash: str
    title: Text
    purposes: list[NoticePurpose]
    withdraw: Text
    complain: Text


class OnlyCodeBody(Sent):
    """The code that came."""

    code: str


class OpenBody(Sent):
    """The PIN of the profile, where it has one."""

    pin: str | UnsetType = UNSET


class Parked(Told):
    """What the headers tell. `queue` is where it failed and where a replay takes it."""

    event_id: str
    type: str
    queue: str
    error: str
    attempt: int
    first_failed_at: datetime | None
    service: str
    handler: str


class ParkedBody(Sent):
    """Which messages, as in the query, and why; without any filter `all` has to be said."""

    why: str
    all: bool | UnsetType = UNSET
    dry_run: bool | UnsetType = UNSET
    error: str | UnsetType = UNSET
    event_ids: list[str] | UnsetType = UNSET
    limit: int | UnsetType = UNSET
    older_than: str | UnsetType = UNSET
    queue: str | UnsetType = UNSET
    younger_than: str | UnsetType = UNSET


class ParkedEntry(Told):
    """Written before the action; one with a `failure` follows where it did not come to pass."""

    at: datetime
    who: str
    why: str
    action: str
    event_id: str
    type: str
    queue: str
    error: str
    failure: str = ""


class ParkedEvent(Told):
    """One event, once for each queue in which it failed."""

    messages: list[ParkedInFull]


class ParkedHistory(Told):
    """What was done, the newest last."""

    entries: list[ParkedEntry]


class ParkedInFull(Told):
    """With all its headers and its body, in which what is a person's is masked."""

    event_id: str
    type: str
    queue: str
    error: str
    attempt: int
    first_failed_at: datetime | None
    service: str
    handler: str
    headers: dict[str, Any]
    body: Any


class ParkedOutcome(Told):
    """One message and what became of it; all but `replayed` and `dropped` are still parked."""

    event_id: str
    type: str
    queue: str
    error: str
    result: str | str


class ParkedPage(Told):
    """`more` match beyond these; `unseen` lie behind the `looked_at`, beyond one hand or time."""

    messages: list[Parked]
    more: int
    looked_at: int
    unseen: int


class ParkedReport(Told):
    """`more` match but were beyond the limit or the time; `unseen` as in `ParkedPage`."""

    action: str
    dry_run: bool
    messages: list[ParkedOutcome]
    more: int
    unseen: int


class PersonBody(Sent):
    """What is left out stays as it is; an empty `email` takes it away."""

    email: str | UnsetType = UNSET
    language: Literal["en", "hi"] | UnsetType = UNSET
    name: str | UnsetType = UNSET


class PersonView(Told):
    """A person as they see themselves."""

    person_id: str
    phone: str
    name: str
    language: str
    email: str
    grants: list[Grant]


class PinBody(Sent):
    """Six digits."""

    pin: str


class PinView(Told):
    """Whether there is a PIN: set, locked or none."""

    person_id: str
    status: str


class ProfileBody(Sent):
    """Who else uses the phone."""

    name: str
    language: Literal["en", "hi"] | UnsetType = UNSET


class ProfileList(Told):
    """All people of a phone, the first one first; there are never more than eight."""

    items: list[ProfileView]


class ProfileView(Told):
    """One of the people of a phone."""

    profile_id: str
    name: str
    language: str
    has_pin: bool


class RecordView(Told):
    """One record. `previous` and `hash` link it to the others; `…` stands for what is masked."""

    number: int
    recorded_at: datetime
    at: datetime
    service: str
    action: str
    actor_id: str
    role: str
    kind: str
    area: str
    on_behalf_of: str
    network: str
    device: str
    object_kind: str
    object_id: str
    areas: list[str]
    changes: list[FieldChange]
    state_before: str
    state_after: str
    reason: str
    correlation_id: str
    record_id: str
    previous: str
    hash: str


class RecordedBody(Sent):
    """What a person of that phone agreed to; `area` is where they live, `mode` how they said so."""

    phone: str
    area: str
    notice: str
    version: int
    purposes: list[Literal["marketing", "marketplace", "scheme"]]
    mode: Literal["paper", "thumb", "voice"]
    language: Literal["en", "hi"] | UnsetType = UNSET


class RefreshBody(Sent):
    """The refresh token that came last."""

    refresh_token: str


class RoleBody(Sent):
    """A role in an area, such as `district:324`; `kind` says what an officer is there for."""

    role: Literal["admin", "agent", "auditor", "buyer", "officer", "partner", "seller"]
    area: str
    kind: (
        Literal[
            "", "block_approver", "cataloguer", "district_approver", "field", "quality_assessor"
        ]
        | UnsetType
    ) = UNSET


class RoleView(Told):
    """A role that was given; `given_by` is empty where the settings gave it."""

    grant_id: str
    role: str
    area: str
    kind: str
    given_by: str
    given_at: datetime | None


class RolesView(Told):
    """What a person was given besides what everybody may do."""

    person_id: str
    grants: list[RoleView]


class RotationBody(Sent):
    """How long the old key goes on beside the new one."""

    overlap_hours: int | UnsetType = UNSET


class SessionPage(Told):
    """`next` is empty at the end."""

    items: list[SessionView]
    next: str


class SessionView(Told):
    """One login on one device; `network` is the part of its address that many share."""

    session_id: str
    status: str
    device: str
    network: str
    created_at: datetime
    used_at: datetime
    expires_at: datetime
    current: bool


class SignedOutView(Told):
    """Who is logged in nowhere any more."""

    person_id: str


class StepUpView(Told):
    """A token that is good for sensitive acts until `sure_until`."""

    token: str
    expires_at: datetime
    sure_until: datetime


class Token(Told):
    """A signed token and when it ends (UTC)."""

    token: str
    expires_at: datetime


class TokenView(Told):
    """A session's tokens: `token` for requests until `expires_at`, `refresh_token` for the next."""

    token: str
    expires_at: datetime
    refresh_token: str
    session_id: str
    person_id: str


class TrailPage(Told):
    """The newest first; `next` is the cursor of the next page, empty at the end."""

    items: list[RecordView]
    next: str
