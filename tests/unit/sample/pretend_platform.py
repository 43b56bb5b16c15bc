"""The platform's doors that the loading needs, in memory, behind a requests session."""

import itertools
import json
import re
import threading
from collections import Counter
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from requests.adapters import BaseAdapter

GATEWAY = "http://gateway.test"
SANDBOX = "http://sandbox.test"
OFFICER = "+919900000002"
LATER = "2999-01-01T00:00:00Z"


class PretendPlatform:
    """Keeps sellers and products; answers repeats under one Idempotency-Key the same."""

    def __init__(self) -> None:
        self.sellers: dict[str, dict[str, Any]] = {}
        self.products: dict[str, dict[str, Any]] = {}
        self.asked: Counter[str] = Counter()
        self.refuse: dict[str, tuple[int, dict[str, Any]]] = {}
        self._texts: list[dict[str, str]] = []
        self._kept: dict[tuple[str, str, str], Any] = {}
        self._numbers, self._lock = itertools.count(1), threading.RLock()

    def session(self) -> requests.Session:
        session = requests.Session()
        session.mount(f"{GATEWAY}/", _Wire(self))
        session.mount(f"{SANDBOX}/", _Wire(self))
        return session

    def answer(self, request: requests.PreparedRequest) -> tuple[int, Any]:
        where = urlsplit(str(request.url))
        query = {name: values[0] for name, values in parse_qs(where.query).items()}
        body = json.loads(request.body) if request.body else {}
        step = f"{request.method} {re.sub('/(sel|prd)_[0-9]+', '/*', where.path)}"
        with self._lock:
            self.asked[step] += 1
            for name, refusal in self.refuse.items():
                if name in (step, body.get("title", {}).get("en")):
                    return refusal
            if request.method == "GET":
                return HTTPStatus.OK, self._shown(where.path, query)
            return HTTPStatus.OK, self._repeated(request, where.path, body)

    def _shown(self, path: str, query: dict[str, str]) -> Any:
        if path == "/sms":
            return [sms for sms in self._texts if sms["to"] == query["to"]]
        shown = list((self.sellers if path == "/v1/sellers" else self.products).values())
        shown = [s for s in shown if s["status"] in ("approved", "live")]
        shown = [s for s in shown if s["seller_id"] == query.get("seller_id", s["seller_id"])]
        start, most = int(query.get("cursor", 0)), 2
        more = str(start + most) if len(shown) > start + most else ""
        return {"items": [_view(thing) for thing in shown[start : start + most]], "next": more}

    def _repeated(self, request: requests.PreparedRequest, path: str, body: Any) -> Any:
        if path in ("/v1/logins", "/v1/tokens"):
            return self._login(path, body)
        who, key = request.headers["Authorization"], request.headers["Idempotency-Key"]
        if (who, path, key) not in self._kept:
            self._kept[who, path, key] = _view(self._changed(who, path, body))
        return self._kept[who, path, key]

    def _login(self, path: str, body: Any) -> Any:
        if path == "/v1/logins":
            number = next(self._numbers)
            text = f"हाट: आपका कोड {number:06d} है, 5 मिनट तक।"
            self._texts.append({"id": f"sms_{number}", "to": body["phone"], "text": text})
            return {"login_id": f"{number:06d} {body['phone']}", "expires_at": LATER}
        code, phone = body["login_id"].split()
        assert body["code"] == code
        opened = {"token": phone, "refresh_token": "", "session_id": "ses_1"}
        return opened | {"person_id": f"per_{phone}", "expires_at": LATER}

    def _changed(self, who: str, path: str, body: Any) -> dict[str, Any]:
        if path == "/v1/sellers":
            made = {"seller_id": f"sel_{next(self._numbers)}", "status": "submitted", "by": who}
            return self.sellers.setdefault(made["seller_id"], body | made)
        if path == "/v1/products":
            assert self.sellers[body["seller_id"]]["status"] == "approved"
            made = {"product_id": f"prd_{next(self._numbers)}", "status": "draft", "by": who}
            return self.products.setdefault(made["product_id"], body | made)
        return self._moved(who, *path.split("/")[2:])

    def _moved(self, who: str, things: str, id: str, step: str) -> dict[str, Any]:
        thing = (self.sellers if things == "sellers" else self.products)[id]
        before, after, officers = MOVES[things, step]
        assert thing["status"] == before
        assert who == (f"Bearer {OFFICER}" if officers else thing["by"])
        thing["status"] = after
        return thing


MOVES = {
    ("sellers", "decision"): ("submitted", "approved", True),
    ("products", "submission"): ("draft", "submitted", False),
    ("products", "decision"): ("submitted", "approved", True),
    ("products", "publication"): ("approved", "live", False),
}


def _view(thing: dict[str, Any]) -> dict[str, Any]:
    """With what the platform itself knows of it."""
    if "product_id" in thing:
        return thing | {"seller_name": {"hi": "गणेश"}, "free": thing["stock"]}
    return thing | {"state": 20}


class _Wire(BaseAdapter):
    def __init__(self, platform: PretendPlatform) -> None:
        super().__init__()
        self._platform = platform

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        status, content = self._platform.answer(request)
        response = requests.Response()
        response.status_code, response.request = int(status), request
        response._content = content if isinstance(content, bytes) else json.dumps(content).encode()
        return response

    def close(self) -> None:
        pass
