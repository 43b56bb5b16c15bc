"""POST /v1/logins: who may ask for a code, how often, and what the SMS says."""

import unicodedata
from datetime import timedelta

import pytest

from chassis.errors import Unavailable
from chassis.sms import SmsRefused
from services.accounts.commands import StartLogin
from services.accounts.domain.refusals import (
    CodeAskedTooSoon,
    CodeNotSent,
    PhoneNotValid,
    TooManyCodes,
)
from services.accounts.ports import CodeLimits
from services.accounts.texts import CODE_SMS
from tests.unit.accounts.conftest import NOON, PHONE, World


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hi", "100001 हाट में लॉग इन करने का कोड है। यह किसी को न बताएँ।"),
        ("en", "100001 is your code to log in to Haat. Do not share it with anyone."),
    ],
)
def test_the_sms_has_the_code_in_the_language_asked_for(
    world: World, language: str, text: str
) -> None:
    login_id = world.ask(language=language)
    assert world.sms.sent == [(PHONE, text, login_id)]


def test_the_sms_has_one_part_and_composed_letters() -> None:
    assert unicodedata.is_normalized("NFC", CODE_SMS.hi + CODE_SMS.en)
    assert len(CODE_SMS.hi.format(code="100001")) <= 70
    assert len(CODE_SMS.en.format(code="100001")) <= 160


def test_a_login_keeps_a_hash_and_not_the_code(world: World) -> None:
    login_id = world.ask()
    kept = world.kept("logins", login_id)
    assert kept is not None
    assert "100001" not in str(kept)
    assert (kept["status"], kept["tries_left"]) == ("sent", 5)
    assert kept["expires_at"] == NOON + timedelta(minutes=5)


@pytest.mark.parametrize(
    "phone", ["9812345678", "+91981234567", "+911234567890", "+0123456789", "+91 9812345678", ""]
)
def test_a_number_that_is_not_e164_is_refused_and_nothing_is_written(
    world: World, phone: str
) -> None:
    with pytest.raises(PhoneNotValid) as refused:
        world.handle(StartLogin(phone=phone, language="hi"))
    assert (refused.value.code, refused.value.status) == ("phone_not_valid", 422)
    assert refused.value.field == "phone"
    assert world.limit(phone) is None
    assert world.sms.sent == []


def test_a_second_code_within_thirty_seconds_is_refused(world: World) -> None:
    world.ask()
    before = world.limit()
    world.clock.pass_(seconds=9.5)
    with pytest.raises(CodeAskedTooSoon) as refused:
        world.ask()
    assert (refused.value.code, refused.value.status) == ("code_asked_too_soon", 429)
    assert refused.value.detail("en") == "A code was sent just now; ask again in 21 seconds."
    assert world.limit() == before
    world.clock.pass_(seconds=20.5)
    world.ask()
    assert len(world.sms.sent) == 2


def test_other_phones_do_not_wait(world: World) -> None:
    world.ask()
    world.ask("+919812345679")
    assert [to for to, _, _ in world.sms.sent] == [PHONE, "+919812345679"]


def test_without_an_interval_a_phone_may_ask_at_once(world: World) -> None:
    world.limits = CodeLimits(resend=timedelta(0), per_network=0, per_minute=0)
    world.ask()
    world.ask()
    assert len(world.sms.sent) == 2


def test_ten_codes_without_a_proof_are_the_most_in_an_hour(world: World) -> None:
    for _ in range(10):
        world.ask()
        world.clock.pass_(minutes=1)
    with pytest.raises(TooManyCodes) as refused:
        world.ask()
    assert (refused.value.code, refused.value.status) == ("too_many_codes", 429)
    assert len(world.sms.sent) == 10
    world.clock.pass_(minutes=50, seconds=1)
    world.ask()
    assert len(world.sms.sent) == 11


def test_a_proved_code_lets_the_phone_ask_anew(world: World) -> None:
    for _ in range(11):
        world.log_in()
    assert len(world.sms.sent) == 11


@pytest.mark.parametrize("broken", [Unavailable(field="sms"), SmsRefused(field="phone")])
def test_a_code_that_did_not_leave_may_be_asked_for_again_at_once(
    world: World, broken: Exception
) -> None:
    world.sms.broken = broken
    with pytest.raises(CodeNotSent) as refused:
        world.ask()
    assert (refused.value.code, refused.value.status) == ("code_not_sent", 503)
    world.sms.broken = None
    world.ask()
    assert len(world.sms.sent) == 1


def test_the_limit_holds_no_number(world: World) -> None:
    world.ask()
    assert PHONE.removeprefix("+91") not in str(world.limit())
