"""The catalogue's own word on all that is live, by `GET /v1/catalogue`."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import msgspec
import requests

from chassis.errors import Unavailable
from services.search.domain.listing import Snapshot

PAGE: Final = 500
MOST_NAMED: Final = 100
SECONDS: Final = 30.0
PAUSES: Final = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Before each further attempt: a catalogue that restarts is back by then."""
_LATER: Final = {429, 500, 502, 503, 504}
_TOKEN_OVER: Final = 401


class CatalogueRefuses(Exception):
    """It answers, but not to us: the token, or what it may do, is wrong."""


class _Page(msgspec.Struct):
    items: list[Snapshot]
    next: str = ""


class HttpCatalogue:
    """`services.search.rebuilding.parts.Catalogue`; `token` makes a new one when one is over."""

    def __init__(self, url: str, token: Callable[[], str]) -> None:
        self._url, self._make_token = f"{url.rstrip('/')}/v1/catalogue", token
        self._token = ""
        self._line = requests.Session()

    def pages(self) -> Iterator[list[Snapshot]]:
        """All that is live, by id. Raises `Unavailable`, `CatalogueRefuses`."""
        cursor = ""
        while True:
            page = self._read(limit=str(PAGE), cursor=cursor)
            yield page.items
            cursor = page.next
            if not cursor:
                return

    def of(self, product_ids: Sequence[str]) -> dict[str, Snapshot]:
        """Those of these that are live."""
        found: dict[str, Snapshot] = {}
        for at in range(0, len(product_ids), MOST_NAMED):
            page = self._read(ids=",".join(product_ids[at : at + MOST_NAMED]))
            found |= {item.product.product_id: item for item in page.items}
        return found

    def close(self) -> None:
        """Give the connection back."""
        self._line.close()

    def _read(self, **query: str) -> _Page:
        given = {name: value for name, value in query.items() if value}
        for pause in (*PAUSES, None):
            answer = self._ask(given)
            if answer is not None and answer.status_code == requests.codes.ok:
                return msgspec.json.decode(answer.content, type=_Page)
            if answer is not None and answer.status_code not in _LATER:
                raise CatalogueRefuses(f"GET /v1/catalogue: {answer.status_code}")
            if pause is None:
                break
            time.sleep(pause)
        raise Unavailable(field="catalogue")

    def _ask(self, query: dict[str, str]) -> requests.Response | None:
        """None where nobody answers; a token that is over is made anew once."""
        try:
            for _ in range(2):
                self._token = self._token or self._make_token()
                bearer = {"Authorization": f"Bearer {self._token}"}
                answer = self._line.get(self._url, params=query, headers=bearer, timeout=SECONDS)
                if answer.status_code != _TOKEN_OVER:
                    return answer
                self._token = ""
            return answer
        except requests.RequestException:
            return None


def machine_token(accounts_url: str, api_key: str) -> str:
    """A token for an hour. Raises `requests.RequestException`, `CatalogueRefuses`."""
    door = f"{accounts_url.rstrip('/')}/v1/machine-tokens"
    answer = requests.post(door, json={"api_key": api_key}, timeout=SECONDS)
    if answer.status_code in _LATER:
        answer.raise_for_status()
    if not answer.ok:
        raise CatalogueRefuses(f"POST /v1/machine-tokens: {answer.status_code}")
    token: str = answer.json()["token"]
    return token
