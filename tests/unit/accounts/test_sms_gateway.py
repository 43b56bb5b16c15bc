"""The SMS gateway's adapter: every outcome is told, and no number gets out."""

from collections.abc import Callable
from typing import Any

import pytest
import requests

from chassis.errors import Unavailable
from chassis.sms import HttpSmsGateway, SmsRefused
from tests.unit.accounts.conftest import PHONE


class _Answers(requests.adapters.BaseAdapter):
    """Answers every request in place of the network."""

    def __init__(self, answer: Callable[[], int]) -> None:
        super().__init__()
        self._answer, self.asked = answer, list[tuple[requests.PreparedRequest, Any]]()

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:  # type: ignore[override]
        self.asked.append((request, options["timeout"]))
        response = requests.Response()
        response.status_code, response.request = self._answer(), request
        response._content = b""
        return response

    def close(self) -> None:
        return


def _gateway(answer: Callable[[], int]) -> tuple[HttpSmsGateway, _Answers]:
    gateway, answers = HttpSmsGateway("http://sms.example/sms", "accounts"), _Answers(answer)
    gateway._session.mount("http://", answers)
    return gateway, answers


def test_a_message_is_posted_under_its_key_and_with_time_outs() -> None:
    gateway, answers = _gateway(lambda: 202)
    gateway.send(PHONE, "हाट", key="lgn_1")
    request, timeout = answers.asked[0]
    assert (request.method, request.url) == ("POST", "http://sms.example/sms")
    assert request.headers["Idempotency-Key"] == "lgn_1"
    assert request.body == b'{"to": "+919812345678", "text": "\\u0939\\u093e\\u091f"}'
    assert timeout == (2.0, 5.0)


@pytest.mark.parametrize("status", [302, 401, 403, 404, 408, 429, 500, 503])
def test_what_may_pass_is_unavailable(status: int) -> None:
    gateway, _ = _gateway(lambda: status)
    with pytest.raises(Unavailable) as failed:
        gateway.send(PHONE, "text", key="lgn_1")
    assert failed.value.field == "sms"


@pytest.mark.parametrize("status", [400, 422])
def test_what_never_passes_is_refused(status: int) -> None:
    gateway, _ = _gateway(lambda: status)
    with pytest.raises(SmsRefused) as refused:
        gateway.send(PHONE, "text", key="lgn_1")
    assert refused.value.code == "sms_refused"


def _lost() -> int:
    raise requests.ConnectTimeout(f"could not send to {PHONE}")


def test_a_lost_line_is_unavailable_and_tells_no_number() -> None:
    gateway, _ = _gateway(_lost)
    with pytest.raises(Unavailable) as failed:
        gateway.send(PHONE, "text", key="lgn_1")
    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__
    assert PHONE not in str(failed.value)
