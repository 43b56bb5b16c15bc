"""Gives localstripe the idempotency that Stripe documents; everything else passes through.

Same key, same parameters: the first answer again, with `Idempotent-Replayed: true`. Other
parameters: 400 idempotency_error. Still being worked on: 409. 5xx and lost connections are not
kept. Objects are marked with their key in metadata, so that after a crash between localstripe's
answer and our write the mark finds the payment or refund: nothing is charged twice.
"""

import argparse
import http.client
import json
import re
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from deploy.local.stripe_answers import Answer, Answers, Claim, fingerprint, is_kept, key_digest

MARK = "haat_idempotency_key"
_UPSTREAM_SECONDS = 30
_LONGEST_KEY = 255
_ENDS = {signal.SIGTERM, signal.SIGINT}
_MARKED = ("/v1/payment_intents", "/v1/refunds")
_STEP = re.compile(r"(/v1/payment_intents/\w+)/(confirm|capture|cancel)")
_STEP_IS_DONE = {
    "confirm": {"succeeded", "processing", "requires_capture", "requires_action"},
    "capture": {"succeeded"},
    "cancel": {"canceled"},
}
_DROPPED = {"host", "connection", "content-length", "transfer-encoding", "accept-encoding"}


class Upstream:
    """localstripe's HTTP door."""

    def __init__(self, address: str) -> None:
        self._address = urlsplit(address).netloc

    def ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        """One request; raises OSError or HTTPException when there is no whole answer."""
        door = http.client.HTTPConnection(self._address, timeout=_UPSTREAM_SECONDS)
        try:
            door.request(method, path, body, headers)
            reply = door.getresponse()
            kind = reply.headers.get("Content-Type", "application/json")
            return Answer(status=reply.status, kind=kind, body=reply.read())
        finally:
            door.close()


def refusal(status: int, kind: str, message: str, code: str | None = None) -> Answer:
    """An error as Stripe words it."""
    error = {"type": kind, "message": message, **({"code": code} if code else {})}
    return Answer(status=status, body=json.dumps({"error": error}).encode())


class IdempotentStripe:
    """Answers requests under Stripe's idempotency rules."""

    def __init__(self, upstream: Upstream, answers: Answers) -> None:
        self._upstream = upstream
        self._answers = answers

    def post(
        self, path: str, body: bytes, headers: dict[str, str], key: str
    ) -> tuple[Answer, bool]:
        """The answer, and whether it is a replay."""
        if len(key) > _LONGEST_KEY:
            return refusal(400, "idempotency_error", "The key is longer than 255."), False
        claim = self._answers.claim(key, fingerprint(path, body))
        if isinstance(claim, Answer):
            return claim, True
        if claim is Claim.OTHER_REQUEST:
            words = "Keys for idempotent requests can only be used with the same parameters."
            return refusal(400, "idempotency_error", words), False
        if claim is Claim.IN_FLIGHT:
            words = "Another request with this key is in progress."
            return refusal(409, "idempotency_error", words, "idempotency_key_in_use"), False
        try:
            open_ = claim is Claim.UNSETTLED
            earlier = self.settle(path, body, headers, key) if open_ else None
            answer = earlier or self._send(path, body, headers, key)
            if is_kept(answer):
                self._answers.keep(key, answer)
            return answer, earlier is not None
        finally:
            self._answers.release(key)

    def _send(self, path: str, body: bytes, headers: dict[str, str], key: str) -> Answer:
        mark = f"metadata[{MARK}]={quote(key_digest(key))}".encode() if path in _MARKED else b""
        return self._upstream.ask("POST", path, b"&".join(filter(None, (body, mark))), headers)

    def settle(self, path: str, body: bytes, headers: dict[str, str], key: str) -> Answer | None:
        """What an earlier try of unknown outcome has done; None when it has done nothing.

        A new object is found by its mark, a step by the state of its payment. Other requests
        move no money and may be sent again.
        """
        asking = {"Authorization": headers.get("Authorization", "")}
        if path in _MARKED:
            narrow = urlencode(_narrowed(path, body, key) | {"limit": "1000"})
            listed = self._ask_json(f"{path}?{narrow}", asking)
            made = (one for one in listed["data"] if one["metadata"].get(MARK) == key_digest(key))
            return _as_answer(next(made, None))
        if step := _STEP.fullmatch(path):
            payment = self._ask_json(step[1], asking)
            done = payment.get("status") in _STEP_IS_DONE[step[2]]
            return _as_answer(payment if done else None)
        return None

    def _ask_json(self, path: str, headers: dict[str, str]) -> Any:
        answer = self._upstream.ask("GET", path, b"", headers)
        if answer.status != 200:
            raise http.client.HTTPException(f"GET {path} answered {answer.status}")
        return json.loads(answer.body)


def _narrowed(path: str, body: bytes, key: str) -> dict[str, str]:
    """What makes the list short in which the object is looked for."""
    if path == "/v1/refunds":
        given = dict(parse_qsl(body.decode(errors="replace")))
        return {name: given[name] for name in ("payment_intent", "charge") if name in given}
    return {f"metadata[{MARK}]": key_digest(key)}


def _as_answer(thing: object | None) -> Answer | None:
    return None if thing is None else Answer(status=200, body=json.dumps(thing).encode())


class ProxyDoor(BaseHTTPRequestHandler):
    """The HTTP door that payments talks to."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else the body waits 40 ms for the head's acknowledgement
    stripe: IdempotentStripe
    upstream: Upstream

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name: v for name, v in self.headers.items() if name.lower() not in _DROPPED}
        key = self.headers.get("Idempotency-Key") if self.command == "POST" else None
        try:
            if key:
                answer, replayed = self.stripe.post(self.path, body, headers, key)
            else:
                answer = self.upstream.ask(self.command, self.path, body, headers)
                replayed = False
        except (OSError, http.client.HTTPException) as error:
            answer, replayed = refusal(502, "api_error", f"localstripe is away: {error}"), False
        self._answer(answer, key, replayed)

    do_GET = do_POST = do_DELETE = do_PUT = _serve

    def _answer(self, answer: Answer, key: str | None, replayed: bool) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        if key:
            self.send_header("Idempotency-Key", key)
        if replayed:
            self.send_header("Idempotent-Replayed", "true")
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """localstripe logs each request already."""


def main() -> int:
    """Serve until SIGTERM."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--upstream", required=True)
    parser.add_argument("--answers", type=Path, required=True)
    options = parser.parse_args()
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)  # in every thread: the main one waits for it
    ProxyDoor.upstream = Upstream(options.upstream)
    ProxyDoor.stripe = IdempotentStripe(ProxyDoor.upstream, Answers(options.answers))
    server = ThreadingHTTPServer((options.host, options.port), ProxyDoor)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    signal.sigwait(_ENDS)
    server.shutdown()
    server.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
