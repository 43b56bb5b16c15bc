"""Search reads the catalogue through its real door, with a machine's token."""

import threading
from collections.abc import Iterator

import pytest
from werkzeug.serving import make_server

from chassis.people import Grant, Person
from contracts.catalog import ProductPublished
from services.search.adapters.catalogue import CatalogueRefuses, HttpCatalogue
from tests.policy.bench import token_of
from tests.policy.conftest import Bench
from tests.policy.of_catalog import product

READER = Person(id="mch_search", grants=[Grant(role="partner")], scopes=["catalogue.read"])
OTHER = Person(id="mch_other", grants=[Grant(role="partner")], scopes=["shipment.read"])


@pytest.fixture
def url(served: Bench) -> Iterator[str]:
    """The catalogue's doors on a port."""
    server = make_server("127.0.0.1", 0, served["catalog"]._client.application, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


def test_all_that_is_live_is_read_page_by_page_and_by_name(
    served: Bench, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.search.adapters.catalogue.PAGE", 2)
    made = sorted(product(served["catalog"], "live")["product_id"] for _ in range(5))
    paused = product(served["catalog"], "paused")["product_id"]
    catalogue = HttpCatalogue(url, lambda: token_of(READER))
    pages = list(catalogue.pages())
    ids = [item.product.product_id for page in pages for item in page]
    assert ids == sorted(ids)
    assert set(made) <= set(ids)
    assert paused not in ids
    assert {len(page) for page in pages[:-1]} == {2}
    named = catalogue.of([made[0], paused, "prd_none"])
    assert list(named) == [made[0]]
    assert type(named[made[0]].product) is ProductPublished
    assert (named[made[0]].free, named[made[0]].seller_ok) == (5, True)
    catalogue.close()


def test_a_token_for_something_else_is_refused(url: str) -> None:
    catalogue = HttpCatalogue(url, lambda: token_of(OTHER))
    with pytest.raises(CatalogueRefuses, match="403"):
        catalogue.of(["prd_1"])
    catalogue.close()
