"""The doors as stock nameko has them: no token, no rules, no measure, no log line of its own."""

import json
import os

from nameko.containers import ServiceContainer
from nameko.web.handlers import http


class Bare:
    """Reads and takes things."""

    name = "bare"

    @http("GET", "/v1/things/<string:thing_id>")
    def read_thing(self, request, thing_id):
        thing = {"thing_id": thing_id, "title": "Lahthi", "quantity": 2, "tags": ["lac"]}
        return 200, {"Content-Type": "application/json"}, json.dumps(thing | {"version": 7})

    @http("POST", "/v1/things")
    def take_thing(self, request):
        body = json.loads(request.get_data())
        thing = {"thing_id": "thg_1", "title": body["title"], "quantity": body["quantity"]}
        thing |= {"tags": body["tags"], "version": 1}
        return 201, {"Content-Type": "application/json"}, json.dumps(thing)


def main() -> int:
    """Until it is killed."""
    address = f"127.0.0.1:{os.environ['HAAT_HTTP_PORT']}"
    config = {"AMQP_URI": os.environ["HAAT_AMQP_URL"], "WEB_SERVER_ADDRESS": address}
    container = ServiceContainer(Bare, config | {"max_workers": 256})
    container.start()
    print("ready", flush=True)
    container.wait()
    return 0
