"""HTTP doors of the accounts service for the several people of one phone."""

import unicodedata

from chassis.doors import Call
from chassis.errors import Refusal
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from services.accounts.bootstrap import Accounts
from services.accounts.commands.sessions import AddProfile, LookAtProfiles, OpenProfile
from services.accounts.entrypoints.bodies import OnlyCodeBody, OpenBody, ProfileBody
from services.accounts.entrypoints.telling import told, visitor
from services.accounts.queries import sessions as queries
from services.accounts.queries.sessions import ProfileList, ProfileView, TokenView


class Profiles:
    """Add, look, change over."""

    service: Assembled[Accounts]

    @http("POST", "/v1/logins/<login_id>/profiles", open=True, key="none")
    def look_at_profiles(self, call: Call, login_id: str, body: OnlyCodeBody) -> ProfileList:
        """Whose profiles a phone has, for who knows its code; the code stays good."""
        asked = LookAtProfiles(login_id=login_id, code=body.code, network=call.network)
        phone = told(self.service.handle(asked))
        return queries.profiles_of(self.service.database, phone)

    @http("POST", "/v1/me/profiles", may="profile.add", status=201)
    def add_profile(self, call: Call, body: ProfileBody) -> ProfileView:
        """One more person on the caller's phone, with orders and a PIN of their own."""
        who = call.narrows()
        profile = self.service.handle(
            AddProfile(
                person_id=who.id,
                profile_id=call.id_for("per"),
                name=unicodedata.normalize("NFC", body.name).strip(),
                language=body.language,
            )
        )
        return queries.profile_view(profile, has_pin=False)

    @http("GET", "/v1/me/profiles", may="profile.read")
    def list_profiles(self, call: Call) -> ProfileList:
        """Who uses the caller's phone, the caller included."""
        phone = queries.phone_of(self.service.database, call.narrows().id)
        return queries.profiles_of(self.service.database, phone)

    @http(
        "POST",
        "/v1/me/profiles/<profile_id>/session",
        may="profile.open",
        status=201,
        secret=True,
    )
    def open_profile(self, call: Call, profile_id: str, body: OpenBody) -> TokenView:
        """A session of another profile of the phone; staff's, and who set a PIN, need it."""
        who = call.narrows()
        outcome = self.service.handle(
            OpenProfile(
                person_id=who.id,
                session_id=who.session,
                profile_id=profile_id,
                new_session_id=call.id_for("ses"),
                visitor=visitor(call),
                pin=body.pin,
            )
        )
        if isinstance(outcome, Refusal):
            self.service.tell_of_pin(profile_id)
        return queries.token_view(told(outcome))
