"""HTTP doors of the accounts service for notices and consents."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from chassis.doors import Body, Call
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from contracts.accounts import Purpose
from contracts.policy import Area
from contracts.values import Language
from services.accounts.bootstrap import Accounts
from services.accounts.commands.rights import GiveConsent, WithdrawConsent
from services.accounts.domain.consent import How
from services.accounts.domain.notice import Notice
from services.accounts.queries import rights as queries
from services.accounts.queries.rights import ConsentsView, NoticeView

Purposes = Annotated[list[Purpose], Meta(min_length=1, max_length=10)]
Version = Annotated[int, Meta(ge=1, le=10_000)]
NoticeName = Annotated[str, Meta(min_length=1, max_length=40)]


class NoticeQuery(Body):
    """`version` 0 is the one that holds now."""

    version: Annotated[int, Meta(ge=0, le=10_000)] = 0


class ConsentBody(Body):
    """Yes to these purposes, by the version of the notice that was shown."""

    notice: NoticeName
    version: Version
    purposes: Purposes
    mode: Literal["screen", "voice"] = "screen"
    language: Language = "hi"


class RecordedBody(Body):
    """What a person of that phone agreed to; `area` is where they live, `mode` how they said so."""

    phone: Annotated[str, Meta(max_length=40)]
    area: Area
    notice: NoticeName
    version: Version
    purposes: Purposes
    mode: Literal["voice", "thumb", "paper"]
    language: Language = "hi"


class Rights:
    """Look at a notice, say yes or no, look at what was said."""

    service: Assembled[Accounts]

    @http("GET", "/v1/notices/<name>", open=True)
    def read_notice(self, call: Call, name: str, query: NoticeQuery) -> NoticeView:
        """What people are told of the use of their information."""
        notices = self.service.notices
        if query.version:
            return _view(notices.version(name, query.version))
        return _view(notices.current(name, self.service.clock.now()))

    @http("POST", "/v1/me/consents", may="consent.give", status=201)
    def give_consent(self, call: Call, body: ConsentBody) -> ConsentsView:
        """Say yes to purposes of a notice."""
        call.must(owners=[call.who.id])
        given = GiveConsent(
            person_id=call.who.id,
            notice=body.notice,
            version=body.version,
            purposes=body.purposes,
            how=How(mode=body.mode, language=body.language),
        )
        return queries.consents_view(self.service.handle(given))

    @http("GET", "/v1/me/consents", may="consent.read")
    def list_consents(self, call: Call) -> ConsentsView:
        """All that the caller said yes to, and what still holds."""
        call.must(owners=[call.who.id])
        return queries.consents_of(self.service.database, call.who.id)

    @http("DELETE", "/v1/me/consents/<purpose>", may="consent.withdraw")
    def withdraw_consent(self, call: Call, purpose: str) -> ConsentsView:
        """Take a yes back; it may have been recorded by staff."""
        call.must(owners=[call.who.id])
        withdrawn = WithdrawConsent(person_id=call.who.id, purpose=purpose)  # type: ignore[arg-type]
        return queries.consents_view(self.service.handle(withdrawn))

    @http("POST", "/v1/people/consents", may="consent.record_for", status=201)
    def record_consent(self, call: Call, body: RecordedBody) -> ConsentsView:
        """Record for a person of the officer's area what they agreed to; an SMS tells them so."""
        call.must(areas=[body.area])
        how = How(mode=body.mode, language=body.language, acted_by=call.who.id, area=body.area)
        given = GiveConsent(
            person_id=self.service.person_id(body.phone),
            notice=body.notice,
            version=body.version,
            purposes=body.purposes,
            how=how,
            phone=body.phone,
        )
        return queries.consents_view(self.service.handle(given))


def _view(notice: Notice) -> NoticeView:
    return msgspec.convert(notice, NoticeView, from_attributes=True)
