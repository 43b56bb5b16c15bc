"""`haat demo`: starts everything, loads the sample district, tells one order's way to its end."""

import argparse
import sys
from pathlib import Path
from typing import Any

from pika.exceptions import AMQPError

from deploy.demo.finding import rupees, tell_what_is_found
from deploy.demo.order import BUYER_EMAIL, BUYER_PHONE, buyer, place
from deploy.demo.partner import enrol
from deploy.demo.story import Story, StoryIncomplete
from deploy.demo.tap import Tap
from deploy.local.commands import restart, up, urls
from deploy.local.services import PARTNER
from deploy.local.settings import SERVICES, Settings
from deploy.sample.client import Client
from deploy.sample.loading import load
from deploy.sample.problems import ApiProblem, NoCode, Refused, Unreachable

NAME = "demo"
HELP = "start everything and run one order end to end"
WANTED = ("peda-500", "lahthi-red")
_FAILURES = (ApiProblem, Refused, Unreachable, NoCode, StoryIncomplete, AMQPError)


def arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(settings: Settings, options: argparse.Namespace) -> int:
    """0 when the order reached its end."""
    if code := up.run(settings, argparse.Namespace(servers_only=False)):
        return code
    try:
        _tell(settings)
    except _FAILURES as failure:
        print(f"\nthe demo stopped: {str(failure) or type(failure).__name__}", file=sys.stderr)
        _show_logs(settings)
        return 1
    print()
    return urls.run(settings, options)


def make_ready(settings: Settings) -> dict[str, str]:
    """The sample district and the sample partner; ids of products by their keys."""
    _heading("The sample district, loaded through the public API")
    loaded = load(settings.url("GATEWAY"), settings.url("SANDBOX"), _say)
    _heading("The sample logistics partner")
    fresh = enrol(settings)
    restart.run(settings, argparse.Namespace(names=[PARTNER]))
    _say("enrolled: its own queue and broker user" if fresh else "enrolled before")
    return loaded.products


def _tell(settings: Settings) -> None:
    products = make_ready(settings)
    with buyer(settings) as client:
        _heading("What people ask for, and what is found")
        tell_what_is_found(client.api, _say)
        _heading("One order, as it travels")
        tap = Tap(settings)
        order = place(client, [products[key] for key in _choose(products)])
        _say(f"POST /v1/orders → {order.order_id}, {rupees(order.total)}")
        seconds = Story(order.order_id, _say).follow(tap)
        tap.close()
        _say(f"from POST /v1/orders to order.completed: {seconds:.1f} s")
        _heading("What the buyer was told")
        _show_messages(settings)
        _heading("Her timeline")
        for entry in client.api.orders.read_timeline(order.order_id).entries:
            _say(f"{entry.at:%H:%M:%S}  {entry.text.hi}  ({entry.event})")


def _choose(products: dict[str, str]) -> list[str]:
    """Two products of different makers."""
    chosen = [key for key in WANTED if key in products]
    return chosen or [next(iter(products))]


def _show_messages(settings: Settings) -> None:
    with Client(settings.url("SANDBOX")) as sandbox:
        for sms in sandbox.get("/sms", to=BUYER_PHONE)[-4:]:
            _say(f"SMS    {sms['text']}")
        for mail in sandbox.get("/mail", to=BUYER_EMAIL)[-3:]:
            _say(f"e-mail {mail['subject']}")


def _show_logs(settings: Settings) -> None:
    for name in (*SERVICES, PARTNER):
        path: Path = settings.var / "logs" / f"{name}.log"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        bad = [line for line in lines if '"level": "error"' in line or "Traceback" in line]
        for line in (bad or lines)[-3:]:
            print(f"  {name}: {line[:300]}", file=sys.stderr)


def _heading(text: str) -> None:
    print(f"\n{text}", flush=True)


def _say(text: Any) -> None:
    print(f"  {text}", flush=True)
