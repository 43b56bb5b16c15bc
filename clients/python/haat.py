"""The client: all operations by service, and the ways to sign in."""

from types import TracebackType
from typing import Any, Literal, Self

import requests

from .api.accounts import Accounts
from .api.catalog import Catalog
from .api.delivery import Delivery
from .api.notify import Notify
from .api.orders import Orders
from .api.payments import Payments
from .api.search import Search
from .caller import Caller
from .line import Line
from .session import Session
from .types.accounts import CodeBody, LoginBody, LoginView, PinBody

Language = Literal["hi", "en"]


class Haat:
    """Haat's API for one caller; safe to share between threads. Close it, or use `with`.

    A person signs in with `ask_code` and `enter_code` or goes on with a kept `refresh_token`; a
    machine has an `api_key`; a stranger may look around.
    """

    def __init__(
        self,
        url: str,
        *,
        language: Language = "en",
        api_key: str = "",
        refresh_token: str = "",
        token: str = "",
        patience: float = 60.0,
        http: requests.Session | None = None,
    ) -> None:
        self._line = Line(url, patience=patience, http=http)
        strangers = Accounts(Caller(self._line, language))
        self.session = Session(strangers, token=token, refresh_token=refresh_token, api_key=api_key)
        self._caller = caller = Caller(self._line, language, self)
        self.accounts = Accounts(caller)
        self.catalog = Catalog(caller)
        self.orders = Orders(caller)
        self.payments = Payments(caller)
        self.delivery = Delivery(caller)
        self.search = Search(caller)
        self.notify = Notify(caller)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the connections go; the session lives on."""
        self._line.close()

    def token(self) -> str:
        """The access token of whoever is signed in."""
        return self.session.token()

    def refused(self, token: str) -> bool:
        """Haat does not take that token: whether there is another one now."""
        return self.session.refused(token)

    @property
    def person_id(self) -> str:
        """Who signed in here."""
        return self.session.person_id

    def ask_code(self, phone: str, language: Language = "hi") -> LoginView:
        """Have a one-time code sent by SMS, in that language."""
        return self.accounts.start_login(LoginBody(phone=phone, language=language))

    def enter_code(self, login_id: str, code: str, *, profile_id: str = "", pin: str = "") -> Self:
        """Sign in with the code that came; `profile_id` where several people share the phone."""
        proof = CodeBody(login_id=login_id, code=code, profile_id=profile_id, pin=pin)
        self.session.begin(self.accounts.prove_code(proof))
        return self

    def step_up(self, pin: str) -> Self:
        """Take the second step: for five minutes sensitive acts are possible."""
        self.session.be_sure(self.accounts.step_up(PinBody(pin=pin)))
        return self

    def sign_out(self) -> None:
        """End this session, at Haat and here."""
        self.accounts.end_session(self.session.session_id)
        self.session.end()

    def call(self, method: str, path: str, **parts: Any) -> Any:
        """An address by hand, for what this version of the client does not know; the answer as
        plain dicts. `parts` are those of `Caller.call`."""
        return self._caller.call(method, path, Any, **parts)
