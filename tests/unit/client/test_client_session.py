"""Tokens are renewed in time, once for all threads, and asked for again under the same key."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import requests
from pretend_haat import PretendHaat, problem, tokens

from clients.python import Problem, Unreachable
from clients.python import session as module

ME = {"person_id": "per_1", "phone": "+91", "name": "", "language": "hi", "email": "", "grants": []}
NO = (401, problem("unauthenticated", parameter="Authorization"))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    moment = [1_000.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: moment[0])
    return moment


@pytest.fixture
def haat(make, there: PretendHaat, clock: list[float]):
    there.replies.append((201, tokens(0)))
    signed_in = make(patience=0.0).enter_code("log_1", "123456")
    there.asked.clear()
    return signed_in


def test_a_login_signs_in(make, there: PretendHaat):
    there.replies.extend([(201, tokens(0)), (200, ME)])
    haat = make().enter_code("log_1", "123456", profile_id="per_2", pin="719385")
    assert haat.accounts.read_me().person_id == haat.person_id == "per_1"
    assert there.tokens == ["", "token-0"]
    assert b'"pin":"719385","profile_id":"per_2"' in there.asked[0].body


def test_a_token_is_renewed_before_it_ends(haat, there: PretendHaat, clock):
    there.replies.extend([(200, ME), (201, tokens(1)), (200, ME), (200, ME)])
    haat.accounts.read_me()
    clock[0] += 11 * 60
    haat.accounts.read_me()
    haat.accounts.read_me()
    assert there.tokens == ["token-0", "", "token-1", "token-1"]
    assert b'"refresh-0"' in there.asked[1].body


def test_a_token_that_haat_no_longer_takes_is_renewed_once(haat, there: PretendHaat):
    there.replies.extend([NO, (201, tokens(1)), (200, ME)])
    haat.accounts.read_me()
    assert there.tokens == ["token-0", "", "token-1"]
    there.replies.extend([NO, (201, tokens(2)), NO])
    with pytest.raises(Problem, match="GET /v1/me answered 401"):
        haat.accounts.read_me()


def test_after_a_lost_answer_it_asks_again_under_the_same_key(haat, there: PretendHaat, clock):
    clock[0] += 11 * 60
    there.replies.extend([requests.ConnectionError("lost"), (201, tokens(1)), (200, ME)])
    with pytest.raises(Unreachable):
        haat.accounts.read_me()
    haat.accounts.read_me()
    clock[0] += 11 * 60
    there.replies.extend([(201, tokens(2)), (200, ME)])
    haat.accounts.read_me()
    lost, again, _, later, _ = there.header("Idempotency-Key")
    assert lost == again
    assert later != lost


def test_a_session_that_is_over_is_told_and_not_asked_for_again(haat, there: PretendHaat, clock):
    clock[0] += 11 * 60
    there.replies.append((401, problem("session_over")))
    with pytest.raises(Problem, match="POST /v1/token-refreshes answered 401; session_over"):
        haat.accounts.read_me()
    there.replies.append(NO)
    with pytest.raises(Problem, match="GET /v1/me answered 401"):
        haat.accounts.read_me()
    assert len(there.asked) == 2


def test_threads_renew_once_between_them(haat, there: PretendHaat, clock):
    clock[0] += 11 * 60
    there.replies.extend([(201, tokens(1)), *[(200, ME)] * 8])
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: haat.accounts.read_me(), range(8)))
    assert sorted(there.tokens) == ["", *["token-1"] * 8]


def test_a_wrong_clock_does_not_renew_all_the_time(make, there: PretendHaat):
    there.replies.extend([(201, tokens(0, minutes=-5)), (200, ME), (200, ME)])
    haat = make().enter_code("log_1", "123456")
    haat.accounts.read_me()
    haat.accounts.read_me()
    assert there.tokens == ["", "token-0", "token-0"]


def test_a_kept_refresh_token_goes_on(make, there: PretendHaat):
    there.replies.extend([(201, tokens(7)), (200, ME)])
    haat = make(refresh_token="refresh-6")
    assert haat.accounts.read_me().person_id == "per_1"
    assert (there.tokens, haat.session.refresh_token) == (["", "token-7"], "refresh-7")


def test_a_machine_trades_its_key_again_and_again(make, there: PretendHaat):
    ends = "2999-01-01T00:00:00Z"
    there.replies.extend([(201, {"token": "m-1", "expires_at": ends}), (200, {}), NO])
    there.replies.extend([(201, {"token": "m-2", "expires_at": ends}), (200, {})])
    haat = make(api_key="hk_abc_secret")
    haat.call("GET", "/v1/shipments/shp_1")
    haat.call("GET", "/v1/shipments/shp_1")
    assert there.tokens == ["", "m-1", "m-1", "", "m-2"]
    assert there.asked[0].body == there.asked[3].body == b'{"api_key":"hk_abc_secret"}'


def test_a_second_step_brings_another_token(haat, there: PretendHaat):
    sure = {"token": "sure", "expires_at": "2999-01-01T00:00:00Z"}
    there.replies.extend([(201, sure | {"sure_until": "2999-01-01T00:00:00Z"}), (200, ME)])
    haat.step_up("719385").accounts.read_me()
    assert there.tokens == ["token-0", "sure"]


def test_who_signs_out_is_a_stranger(haat, there: PretendHaat):
    gone = {"session_id": "ses_1", "status": "ended", "device": "", "network": "", "current": True}
    times = dict.fromkeys(("created_at", "used_at", "expires_at"), "2030-01-01T00:00:00Z")
    there.replies.extend([(200, gone | times), NO])
    haat.sign_out()
    with pytest.raises(Problem):
        haat.accounts.read_me()
    assert there.lines == ["DELETE /v1/me/sessions/ses_1", "GET /v1/me"]
    assert (there.tokens, haat.person_id) == (["token-0", ""], "")


def test_nothing_shows_its_secrets(haat):
    told = tokens(1) | {"expires_at": datetime.now(UTC)}
    shown = repr(haat.session) + repr(module.TokenView(**told))
    assert "token-1" not in shown
    assert "refresh-" not in shown
