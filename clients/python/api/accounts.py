"""Operations of accounts. Made by `haat client`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..caller import Caller, at
from ..types.accounts import (
    ApiKeyBody,
    CodeBody,
    ConsentBody,
    ConsentsView,
    DataView,
    ErasureBody,
    ErasureView,
    KeyBody,
    KeyPage,
    KeyView,
    LoginBody,
    LoginView,
    MachineBody,
    MachineView,
    NewKeyView,
    NoticeView,
    OnlyCodeBody,
    OpenBody,
    ParkedBody,
    ParkedEvent,
    ParkedHistory,
    ParkedPage,
    ParkedReport,
    PersonBody,
    PersonView,
    PinBody,
    PinView,
    ProfileBody,
    ProfileList,
    ProfileView,
    RecordedBody,
    RecordView,
    RefreshBody,
    RoleBody,
    RolesView,
    RotationBody,
    SessionPage,
    SessionView,
    SignedOutView,
    StepUpView,
    Token,
    TokenView,
    TrailPage,
)


class Accounts:
    """All doors of accounts."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def publish_keys(self) -> dict[str, Any]:
        """The public keys of all tokens, as a JWK Set."""
        return self._caller.call("GET", "/.well-known/jwks.json", dict[str, Any], signed=False)

    def list_records(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        object: str | None = None,
        actor: str | None = None,
        action: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> TrailPage:
        """Who did what, in the areas of the caller; the newest first."""
        return self._caller.call(
            "GET",
            "/v1/audit",
            TrailPage,
            query={
                "cursor": cursor,
                "limit": limit,
                "object": object,
                "actor": actor,
                "action": action,
                "since": since,
                "until": until,
            },
        )

    def export_records(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        object: str | None = None,
        actor: str | None = None,
        action: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> bytes:
        """The same as a file, which says who took it; that it was taken is recorded. Needs a
        second step.
        """
        return self._caller.call(
            "GET",
            "/v1/audit/export",
            bytes,
            query={
                "cursor": cursor,
                "limit": limit,
                "object": object,
                "actor": actor,
                "action": action,
                "since": since,
                "until": until,
            },
        )

    def show_record(self, number: str) -> RecordView:
        """One record of the audit trail."""
        return self._caller.call("GET", at("/v1/audit/{}", number), RecordView)

    def start_login(self, body: LoginBody, *, key: str = "") -> LoginView:
        """Ask for a one-time code by SMS, or by a call that reads it aloud."""
        return self._caller.call("POST", "/v1/logins", LoginView, body=body, key=key, signed=False)

    def look_at_profiles(self, login_id: str, body: OnlyCodeBody) -> ProfileList:
        """Whose profiles a phone has, for who knows its code; the code stays good."""
        return self._caller.call(
            "POST", at("/v1/logins/{}/profiles", login_id), ProfileList, body=body, signed=False
        )

    def prove_machine(self, body: ApiKeyBody, *, key: str = "") -> Token:
        """Trade an API key for a token of an hour."""
        return self._caller.call(
            "POST", "/v1/machine-tokens", Token, body=body, key=key, signed=False
        )

    def register_machine(self, body: MachineBody, *, key: str = "") -> MachineView:
        """Register a partner's machine; it logs in with API keys that are made next."""
        return self._caller.call("POST", "/v1/machines", MachineView, body=body, key=key)

    def list_keys(
        self, machine_id: str, *, cursor: str | None = None, limit: int | None = None
    ) -> KeyPage:
        """The machine's keys, also those that ended within the last year."""
        return self._caller.call(
            "GET",
            at("/v1/machines/{}/keys", machine_id),
            KeyPage,
            query={"cursor": cursor, "limit": limit},
        )

    def make_key(self, machine_id: str, body: KeyBody, *, key: str = "") -> NewKeyView:
        """Make an API key; this answer alone shows it."""
        return self._caller.call(
            "POST", at("/v1/machines/{}/keys", machine_id), NewKeyView, body=body, key=key
        )

    def revoke_key(self, machine_id: str, key_id: str, *, key: str = "") -> KeyView:
        """Revoke a key; tokens that it brought end within the hour."""
        return self._caller.call(
            "DELETE", at("/v1/machines/{}/keys/{}", machine_id, key_id), KeyView, key=key
        )

    def rotate_key(
        self, machine_id: str, key_id: str, body: RotationBody, *, key: str = ""
    ) -> NewKeyView:
        """Make a successor of a key; both are good until the overlap is over."""
        return self._caller.call(
            "POST",
            at("/v1/machines/{}/keys/{}/rotation", machine_id, key_id),
            NewKeyView,
            body=body,
            key=key,
        )

    def read_me(self) -> PersonView:
        """The caller."""
        return self._caller.call("GET", "/v1/me", PersonView)

    def change_me(self, body: PersonBody, *, key: str = "") -> PersonView:
        """Change how the caller is called and reached."""
        return self._caller.call("PATCH", "/v1/me", PersonView, body=body, key=key)

    def list_consents(self) -> ConsentsView:
        """All that the caller said yes to, and what still holds."""
        return self._caller.call("GET", "/v1/me/consents", ConsentsView)

    def give_consent(self, body: ConsentBody, *, key: str = "") -> ConsentsView:
        """Say yes to purposes of a notice."""
        return self._caller.call("POST", "/v1/me/consents", ConsentsView, body=body, key=key)

    def withdraw_consent(self, purpose: str, *, key: str = "") -> ConsentsView:
        """Take a yes back; it may have been recorded by staff."""
        return self._caller.call("DELETE", at("/v1/me/consents/{}", purpose), ConsentsView, key=key)

    def read_data(self) -> DataView:
        """What Haat keeps of the caller: where, why and until when."""
        return self._caller.call("GET", "/v1/me/data", DataView)

    def take_back_erasure(self, *, key: str = "") -> ErasureView:
        """Stay after all; possible until it has begun."""
        return self._caller.call("DELETE", "/v1/me/erasure", ErasureView, key=key)

    def read_erasure(self) -> ErasureView:
        """Whether and when it happens, and what law keeps."""
        return self._caller.call("GET", "/v1/me/erasure", ErasureView)

    def ask_erasure(self, body: ErasureBody, *, key: str = "") -> ErasureView:
        """Ask to be forgotten in 48 hours, within ten minutes of a login by code."""
        return self._caller.call("POST", "/v1/me/erasure", ErasureView, body=body, key=key)

    def set_pin(self, body: PinBody, *, key: str = "") -> PinView:
        """Set or replace the caller's PIN, within ten minutes of a login by code."""
        return self._caller.call("PUT", "/v1/me/pin", PinView, body=body, key=key)

    def list_profiles(self) -> ProfileList:
        """Who uses the caller's phone, the caller included."""
        return self._caller.call("GET", "/v1/me/profiles", ProfileList)

    def add_profile(self, body: ProfileBody, *, key: str = "") -> ProfileView:
        """One more person on the caller's phone, with orders and a PIN of their own."""
        return self._caller.call("POST", "/v1/me/profiles", ProfileView, body=body, key=key)

    def open_profile(self, profile_id: str, body: OpenBody, *, key: str = "") -> TokenView:
        """A session of another profile of the phone; staff's, and who set a PIN, need it."""
        return self._caller.call(
            "POST", at("/v1/me/profiles/{}/session", profile_id), TokenView, body=body, key=key
        )

    def end_all_sessions(self, *, key: str = "") -> SignedOutView:
        """Log out everywhere, here too."""
        return self._caller.call("DELETE", "/v1/me/sessions", SignedOutView, key=key)

    def list_sessions(self, *, cursor: str | None = None, limit: int | None = None) -> SessionPage:
        """Where the caller is logged in, the newest first."""
        return self._caller.call(
            "GET", "/v1/me/sessions", SessionPage, query={"cursor": cursor, "limit": limit}
        )

    def end_session(self, session_id: str, *, key: str = "") -> SessionView:
        """Log out there; tokens that are out end with their quarter of an hour."""
        return self._caller.call(
            "DELETE", at("/v1/me/sessions/{}", session_id), SessionView, key=key
        )

    def read_notice(self, name: str, *, version: int | None = None) -> NoticeView:
        """What people are told of the use of their information."""
        return self._caller.call(
            "GET", at("/v1/notices/{}", name), NoticeView, query={"version": version}, signed=False
        )

    def list_parked(
        self,
        *,
        event_id: str | None = None,
        queue: str | None = None,
        error: str | None = None,
        older_than: str | None = None,
        younger_than: str | None = None,
        limit: int | None = None,
    ) -> ParkedPage:
        """Messages that could not be handled, in the order in which they were parked."""
        return self._caller.call(
            "GET",
            "/v1/parked",
            ParkedPage,
            query={
                "event_id": event_id,
                "queue": queue,
                "error": error,
                "older_than": older_than,
                "younger_than": younger_than,
                "limit": limit,
            },
        )

    def drop_parked(self, body: ParkedBody, *, key: str = "") -> ParkedReport:
        """Take messages away for good."""
        return self._caller.call("POST", "/v1/parked/drop", ParkedReport, body=body, key=key)

    def show_parked(self, event_id: str) -> ParkedEvent:
        """One event with headers and body; what is a person's is masked."""
        return self._caller.call("GET", at("/v1/parked/events/{}", event_id), ParkedEvent)

    def read_parked_log(
        self, *, event_id: str | None = None, limit: int | None = None
    ) -> ParkedHistory:
        """Who did what to parked messages, and why."""
        return self._caller.call(
            "GET", "/v1/parked/log", ParkedHistory, query={"event_id": event_id, "limit": limit}
        )

    def replay_parked(self, body: ParkedBody, *, key: str = "") -> ParkedReport:
        """Put messages back into the queues in which they failed."""
        return self._caller.call("POST", "/v1/parked/replay", ParkedReport, body=body, key=key)

    def record_consent(self, body: RecordedBody, *, key: str = "") -> ConsentsView:
        """Record for a person of the officer's area what they agreed to; an SMS tells them so."""
        return self._caller.call("POST", "/v1/people/consents", ConsentsView, body=body, key=key)

    def clear_pin(self, person_id: str, *, key: str = "") -> PinView:
        """Take a forgotten PIN away; the person is told by SMS. Needs a second step."""
        return self._caller.call("DELETE", at("/v1/people/{}/pin", person_id), PinView, key=key)

    def read_roles(self, person_id: str) -> RolesView:
        """What a person was given, by whom and when, in the reader's area."""
        return self._caller.call("GET", at("/v1/people/{}/roles", person_id), RolesView)

    def grant_role(self, person_id: str, body: RoleBody, *, key: str = "") -> RolesView:
        """Give another person a role in an area. Needs a second step."""
        return self._caller.call(
            "POST", at("/v1/people/{}/roles", person_id), RolesView, body=body, key=key
        )

    def take_role(self, person_id: str, grant_id: str, *, key: str = "") -> RolesView:
        """Take a role away: it ends with the person's token, within a quarter of an hour. Needs a
        second step.
        """
        return self._caller.call(
            "DELETE", at("/v1/people/{}/roles/{}", person_id, grant_id), RolesView, key=key
        )

    def step_up(self, body: PinBody, *, key: str = "") -> StepUpView:
        """Trade the PIN for a token that is good for sensitive acts for five minutes."""
        return self._caller.call("POST", "/v1/step-ups", StepUpView, body=body, key=key)

    def refresh(self, body: RefreshBody, *, key: str = "") -> TokenView:
        """Trade a refresh token, which is good once, for the next tokens."""
        return self._caller.call(
            "POST", "/v1/token-refreshes", TokenView, body=body, key=key, signed=False
        )

    def prove_code(self, body: CodeBody, *, key: str = "") -> TokenView:
        """Trade the code for a session's tokens; the first time, this registers the person."""
        return self._caller.call("POST", "/v1/tokens", TokenView, body=body, key=key, signed=False)
