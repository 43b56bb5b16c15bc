"""A small client of Haat's public API: logs in by one-time code, speaks JSON, raises problems."""

import json
import re
import time
from collections.abc import Iterator, Mapping
from typing import Any, Self

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from deploy.sample.problems import ApiProblem, NoCode, Unreachable

TIMEOUT_SECONDS = 30.0
CODE_WITHIN_SECONDS = 20.0
LOOK_AGAIN_SECONDS = 0.05
_CODE = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")


def patient_session() -> requests.Session:
    """A session that waits while the platform is busy, as long as its Retry-After asks."""
    retry = Retry(
        total=10,
        connect=3,
        read=3,
        backoff_factor=0.25,
        backoff_max=5,
        status_forcelist=(429, 502, 503, 504),
        allowed_methods=None,
        raise_on_status=False,
    )
    session = requests.Session()
    session.mount("http://", HTTPAdapter(max_retries=retry))
    session.mount("https://", HTTPAdapter(max_retries=retry))
    return session


class Client:
    """One caller's keep-alive connection; each thread needs its own. Close it, or use `with`."""

    def __init__(
        self,
        gateway: str,
        sandbox: str = "",
        *,
        token: str = "",
        language: str = "en",
        session: requests.Session | None = None,
    ) -> None:
        self._gateway, self._sandbox = gateway.rstrip("/"), sandbox.rstrip("/")
        self.token, self.language, self.person_id = token, language, ""
        self._session = session or requests.Session()
        self._session.trust_env = False  # the platform is never behind a proxy of this machine

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the connections go."""
        self._session.close()

    def login(self, phone: str, language: str = "hi") -> Self:
        """Log in with the code that the sandbox got by SMS; raises NoCode."""
        seen = {sms["id"] for sms in self._sms(phone)}
        login = self.post("/v1/logins", {"phone": phone, "language": language})
        code = self._code_for(phone, seen)
        token = self.post("/v1/tokens", {"login_id": login["login_id"], "code": code})
        self.token, self.person_id = token["token"], token["person_id"]
        return self

    def get(self, path: str, **query: str | int) -> Any:
        """The answer's JSON; raises ApiProblem, Unreachable."""
        return self._call("GET", path, params=query)

    def pages(self, path: str, **query: str | int) -> Iterator[dict[str, Any]]:
        """Every item of a list that is answered in cursor pages."""
        page = self.get(path, limit=50, **query)
        yield from page["items"]
        while page.get("next"):
            page = self.get(path, limit=50, cursor=page["next"], **query)
            yield from page["items"]

    def post(self, path: str, body: object = None, *, key: str = "") -> Any:
        """Post JSON, under an Idempotency-Key if one is given; raises ApiProblem, Unreachable."""
        return self._call("POST", path, {} if body is None else body, key)

    def put(self, path: str, body: object, *, key: str = "") -> Any:
        """Put JSON; raises ApiProblem, Unreachable."""
        return self._call("PUT", path, body, key)

    def patch(self, path: str, body: object, *, key: str = "") -> Any:
        """Patch with JSON; raises ApiProblem, Unreachable."""
        return self._call("PATCH", path, body, key)

    def _call(
        self,
        method: str,
        path: str,
        body: object = None,
        key: str = "",
        params: Mapping[str, str | int] | None = None,
    ) -> Any:
        headers = {"Accept-Language": self.language}
        headers |= {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers |= {"Idempotency-Key": key} if key else {}
        headers |= {} if body is None else {"Content-Type": "application/json"}
        data = None if body is None else json.dumps(body)
        url = f"{self._gateway}{path}"
        return self._send(method, url, params=params, data=data, headers=headers)

    def _send(self, method: str, url: str, **parts: Any) -> Any:
        try:
            answer = self._session.request(method, url, timeout=TIMEOUT_SECONDS, **parts)
        except requests.RequestException as error:
            raise Unreachable(f"{method} {url}: no answer: {error}") from error
        if not answer.ok:
            raise ApiProblem.of(answer, f"{method} {url.removeprefix(self._gateway)}")
        return answer.json() if answer.content else None

    def _sms(self, phone: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = self._send(
            "GET", f"{self._sandbox}/sms", params={"to": phone}
        )
        return found

    def _code_for(self, phone: str, seen: set[str]) -> str:
        deadline = time.monotonic() + CODE_WITHIN_SECONDS
        while time.monotonic() < deadline:
            for sms in reversed(self._sms(phone)):
                code = _CODE.search(sms["text"])
                if code and sms["id"] not in seen:
                    return code.group()
            time.sleep(LOOK_AGAIN_SECONDS)
        raise NoCode(f"no code reached the sandbox in {CODE_WITHIN_SECONDS:.0f} s")
