"""The Python client with what tools and tests need besides: codes out of the SMS sandbox, and
addresses by hand that answer plain JSON."""

import re
import time
from collections.abc import Iterator
from typing import Any, Self

import requests

from clients.python import Haat, Session
from clients.python.haat import Language
from clients.python.types.accounts import PinBody
from deploy.sample.problems import NoCode

CODE_WITHIN_SECONDS = 20.0
LOOK_AGAIN_SECONDS = 0.05
PATIENCE_SECONDS = 120.0
"""How long tools wait while the platform is busy."""
_CODE = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")


class Client:
    """One caller; `api` is the typed client. Close it, or use `with`.

    Without `patience` nothing is asked twice: who tests wants to see what is answered.
    """

    def __init__(
        self,
        gateway: str,
        sandbox: str = "",
        *,
        token: str = "",
        language: Language = "en",
        patience: float = 0.0,
        session: requests.Session | None = None,
    ) -> None:
        http = session or requests.Session()
        http.trust_env = False  # the platform is never behind a proxy of this machine
        self.api = Haat(gateway, language=language, token=token, patience=patience, http=http)
        self._sandbox = Haat(sandbox, patience=patience, http=http)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the connections go."""
        self.api.close()

    def login(self, phone: str, language: Language = "hi") -> Self:
        """Log in with the code that the sandbox got by SMS; raises NoCode."""
        seen = {sms["id"] for sms in self._sms(phone)}
        login = self.api.ask_code(phone, language)
        self.api.enter_code(login.login_id, self._code_for(phone, seen))
        return self

    def take_second_step(self, pin: str) -> Self:
        """Set that PIN and enter it: for five minutes, sensitive acts are possible."""
        self.api.accounts.set_pin(PinBody(pin=pin))
        self.api.step_up(pin)
        return self

    @property
    def person_id(self) -> str:
        """Who is logged in."""
        return self.api.person_id

    @property
    def token(self) -> str:
        """The access token; a new one where the old one is about to end."""
        return self.api.token()

    @property
    def session(self) -> Session:
        """The login: several clients may go on with one."""
        return self.api.session

    @session.setter
    def session(self, session: Session) -> None:
        self.api.session = session

    def get(self, path: str, **query: str | int) -> Any:
        """The answer's JSON; raises ApiProblem, Unreachable."""
        return self.api.call("GET", path, query=query)

    def pages(self, path: str, **query: str | int) -> Iterator[dict[str, Any]]:
        """Every item of a list that is answered in cursor pages."""
        page = self.get(path, limit=50, **query)
        yield from page["items"]
        while page.get("next"):
            page = self.get(path, limit=50, cursor=page["next"], **query)
            yield from page["items"]

    def post(self, path: str, body: object = None, *, key: str = "") -> Any:
        """Post JSON, under a new Idempotency-Key unless one is given."""
        return self.api.call("POST", path, body={} if body is None else body, key=key)

    def put(self, path: str, body: object, *, key: str = "") -> Any:
        """Put JSON; raises ApiProblem, Unreachable."""
        return self.api.call("PUT", path, body=body, key=key)

    def patch(self, path: str, body: object, *, key: str = "") -> Any:
        """Patch with JSON; raises ApiProblem, Unreachable."""
        return self.api.call("PATCH", path, body=body, key=key)

    def _sms(self, phone: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = self._sandbox.call("GET", "/sms", query={"to": phone})
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
