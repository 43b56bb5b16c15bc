"""Every block of docs/api does what its page says, on the live platform."""

import re
import sys

import pytest

import clients.python
from clients.python.types import orders
from deploy.local.settings import ROOT
from tests.cookbook.__main__ import differences, pages
from tests.cookbook.pages import Page
from tests.market import Market


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.path.stem)
def test_a_page_is_true(market: Market, page: Page):
    assert differences(page, market.settings) == []


def test_the_client_s_readme_orders_something(market: Market, monkeypatch, capsys):
    (code,) = re.findall(
        r"```python\n(.*?)```", (ROOT / "clients/python/README.md").read_text(), re.S
    )
    monkeypatch.setitem(sys.modules, "haat_client", clients.python)
    monkeypatch.setitem(sys.modules, "haat_client.types.orders", orders)
    phone = market.person().phone
    here = {"http://127.0.0.1:8080": market.gateway, "+919800000001": phone}
    for word, other in here.items():
        code = code.replace(word, other)
    exec(code, {"input": lambda _: market.sms(phone)[-1][:6]})  # noqa: S102
    printed = capsys.readouterr().out
    assert "Order placed." in printed
    assert re.search(r"^ord_\S+ placed$|^ord_\S+ confirmed$|^ord_\S+ completed$", printed, re.M)
