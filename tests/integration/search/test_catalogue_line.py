"""The way to the catalogue: pages, tokens that end, and a catalogue that is away for a moment."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

from chassis.errors import Unavailable
from services.catalog.queries.catalogue import CatalogueItem, CataloguePage
from services.search.adapters import catalogue as line
from services.search.adapters.catalogue import CatalogueRefuses, HttpCatalogue, machine_token
from tests.unit.search.listings import NOW, published


def item(product_id: str) -> CatalogueItem:
    return CatalogueItem(
        product=published(product_id),
        product_version=5,
        free=9,
        stock_version=4,
        seller_status="suspended",
        seller_version=3,
        published_at=NOW,
    )


class Stub(ThreadingHTTPServer):
    """Answers as told, one answer after the other; keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[tuple[int, Any]] = []
        self.asked: list[tuple[str, dict[str, list[str]], str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """Hands out the answers of a `Stub`."""

    server: Stub

    def do_GET(self) -> None:
        self._answer(self.headers.get("Authorization", ""))

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def _answer(self, said: str) -> None:
        parts = urlsplit(self.path)
        self.server.asked.append((parts.path, parse_qs(parts.query), said))
        status, body = self.server.answers.pop(0)
        raw = msgspec.json.encode(body)
        self.send_response(status)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture
def stub() -> Iterator[Stub]:
    with Stub() as stub:
        thread = threading.Thread(target=stub.serve_forever, args=(0.01,))
        thread.start()
        yield stub
        stub.shutdown()
        thread.join()


@pytest.fixture
def catalogue(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> Iterator[HttpCatalogue]:
    monkeypatch.setattr(line, "PAUSES", (0.0, 0.0))
    tokens = iter(("first", "second", "third"))
    catalogue = HttpCatalogue(stub.url, lambda: next(tokens))
    yield catalogue
    catalogue.close()


def test_pages_follow_one_another_as_the_catalogue_writes_them(
    stub: Stub, catalogue: HttpCatalogue
) -> None:
    stub.answers = [
        (200, CataloguePage(items=[item("prd_1"), item("prd_2")], next="more")),
        (200, CataloguePage(items=[item("prd_3")])),
    ]
    pages = list(catalogue.pages())
    assert [[found.product.product_id for found in page] for page in pages] == [
        ["prd_1", "prd_2"],
        ["prd_3"],
    ]
    first = pages[0][0]
    assert (first.product, first.product_version, first.free) == (published("prd_1"), 5, 9)
    assert (first.stock_version, first.seller_ok, first.seller_version) == (4, False, 3)
    assert first.published_at == NOW
    assert stub.asked == [
        ("/v1/catalogue", {"limit": ["500"]}, "Bearer first"),
        ("/v1/catalogue", {"limit": ["500"], "cursor": ["more"]}, "Bearer first"),
    ]


def test_named_products_are_asked_for_a_hundred_at_a_time(
    stub: Stub, catalogue: HttpCatalogue
) -> None:
    stub.answers = [(200, CataloguePage(items=[item("prd_7")])), (200, CataloguePage(items=[]))]
    found = catalogue.of([f"prd_{n}" for n in range(130)])
    assert list(found) == ["prd_7"]
    assert [len(query["ids"][0].split(",")) for _, query, _ in stub.asked] == [100, 30]


def test_a_token_that_is_over_is_made_anew(stub: Stub, catalogue: HttpCatalogue) -> None:
    stub.answers = [(401, {}), (200, CataloguePage(items=[]))]
    assert catalogue.of(["prd_1"]) == {}
    assert [said for _, _, said in stub.asked] == ["Bearer first", "Bearer second"]


def test_a_catalogue_that_is_back_soon_is_waited_for(stub: Stub, catalogue: HttpCatalogue) -> None:
    stub.answers = [(503, {}), (502, {}), (200, CataloguePage(items=[item("prd_1")]))]
    assert list(catalogue.of(["prd_1"])) == ["prd_1"]


def test_a_catalogue_that_stays_away_is_unavailable(stub: Stub, catalogue: HttpCatalogue) -> None:
    stub.answers = [(503, {})] * 3
    with pytest.raises(Unavailable):
        catalogue.of(["prd_1"])
    assert len(stub.asked) == 3


@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_refusal_is_told_at_once(stub: Stub, catalogue: HttpCatalogue, status: int) -> None:
    stub.answers = [(status, {})]
    with pytest.raises(CatalogueRefuses, match=str(status)):
        catalogue.of(["prd_1"])


def test_an_api_key_is_traded_for_a_token(stub: Stub) -> None:
    stub.answers = [(201, {"token": "tok", "expires_at": "2026-01-01T00:00:00Z"}), (401, {})]
    assert machine_token(stub.url, "hk_secret") == "tok"
    path, _, said = stub.asked[0]
    assert (path, json.loads(said)) == ("/v1/machine-tokens", {"api_key": "hk_secret"})
    with pytest.raises(CatalogueRefuses):
        machine_token(stub.url, "hk_wrong")
