"""Runs localstripe on the loopback address, with its objects kept in a journal of ours.

localstripe listens on every address, writes all it has to one fixed file in /tmp several times per
request, looks through all it has for each list, and forgets its webhooks when it ends. This
launcher sees to the four without changing it: it takes the place of its store, stands before
`bind`, and registers the webhook over its own HTTP door. It runs in the tools' environment.
"""

import atexit
import contextlib
import io
import json
import os
import pickle
import runpy
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from localstripe import resources  # type: ignore[import-not-found]
from localstripe.errors import UserError  # type: ignore[import-not-found]

Thing = Any
"""One of localstripe's objects; it knows its `object` (the kind) and its `id`."""


class KeptStore(resources.Store):  # type: ignore[misc]
    """localstripe's store: its objects by `kind:id`, and in a journal what each request changed.

    The journal is written before the request is answered, so kill -9 loses nothing that somebody
    was told. An entry is all that one request changed; objects name each other by their keys.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._kinds: dict[str, dict[str, Thing]] = {}
        self._touched: dict[str, Thing] = {}
        self._written: dict[str, int] = {}
        self._journal: io.FileIO | None = None
        atexit.register(self.dump_to_disk)

    def __setitem__(self, key: str, thing: Thing) -> None:
        dict.__setitem__(self, key, thing)
        self._kinds.setdefault(thing.object, {})[key] = thing
        self._touched[key] = thing

    def __delitem__(self, key: str) -> None:
        dict.__delitem__(self, key)
        self._kinds[key.partition(":")[0]].pop(key, None)
        self._touched[key] = None

    def get(self, key: str, default: Thing = None) -> Thing:
        """Whoever gets an object may change it."""
        thing = dict.get(self, key, default)
        if thing is not default:
            self._touched[key] = thing
        return thing

    def changed(self, thing: Thing) -> None:
        """An object was given a value; one that is only being made is not in the store yet."""
        key = f"{thing.object}:{thing.__dict__.get('id')}"
        if dict.get(self, key) is thing:
            self._touched[key] = thing

    def of_kind(self, kind: str) -> list[Thing]:
        """All objects of a kind, oldest first."""
        return list(self._kinds.get(kind, {}).values())

    def clear(self) -> None:
        """Forget all."""
        dict.clear(self)
        for kept in (self._kinds, self._touched, self._written):
            kept.clear()
        self._begin_journal()

    def dump_to_disk(self) -> None:
        """Write what has changed since the last time; localstripe calls it before it answers."""
        fresh = {key: self._record(key, thing) for key, thing in self._touched.items()}
        self._touched.clear()
        changed = {k: r for k, r in fresh.items() if self._written.get(k) != hash(r)}
        self._written.update({key: hash(record) for key, record in changed.items()})
        if changed and self._journal is not None:
            self._journal.write(pickle.dumps(list(changed.values())))

    def try_load_from_disk(self) -> None:
        """Read the journal and begin a new one; an entry that a kill has cut off is the last."""
        if self._path.exists():
            with self._path.open("rb") as file:
                while (entry := _next_entry(file)) is not None:
                    self._take(entry)
        self._begin_journal()

    def _take(self, entry: "list[bytes] | dict[str, Thing]") -> None:
        if isinstance(entry, dict):
            for key, thing in entry.items():
                self[key] = thing
            return
        for record in entry:
            key, kind, state = _Reader(io.BytesIO(record), self).load()
            if kind is None:
                self.pop(key, None)
                self._kinds[key.partition(":")[0]].pop(key, None)
            else:
                self.named(kind, key).__dict__.update(state)

    def named(self, kind: Any, key: str) -> Thing:
        """The object of that key, empty if its record is still to come."""
        if key not in self:
            self[key] = kind.__new__(kind)
        return dict.__getitem__(self, key)

    def _record(self, key: str, thing: Thing) -> bytes:
        record = io.BytesIO()
        state = (key, None, None) if thing is None else (key, type(thing), vars(thing))
        _Writer(record, self).dump(state)
        return record.getvalue()

    def _begin_journal(self) -> None:
        """Everything as it is now, in one step, and room for what comes."""
        if self._journal is not None:
            self._journal.close()
        fresh = self._path.with_suffix(".new")
        self._journal = fresh.open("wb", buffering=0)
        self._touched.update(self)
        self._written.clear()
        self.dump_to_disk()
        fresh.replace(self._path)


class _Writer(pickle.Pickler):
    def __init__(self, file: io.BytesIO, store: KeptStore) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self._store = store

    def persistent_id(self, thing: Thing) -> tuple[type, str] | None:
        """Another object of the store is written as its kind and key."""
        if not isinstance(thing, resources.StripeObject):
            return None
        key = f"{thing.object}:{getattr(thing, 'id', '')}"
        return (type(thing), key) if dict.get(self._store, key) is thing else None


class _Reader(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, store: KeptStore) -> None:
        super().__init__(file)
        self._store = store

    def persistent_load(self, name: tuple[type, str]) -> Thing:
        return self._store.named(*name)


class _Entries(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """A whole store, as this launcher wrote it before it kept a journal, is read as a dict."""
        return dict if name == "Store" else super().find_class(module, name)


def _next_entry(file: Any) -> "list[bytes] | dict[str, Thing] | None":
    try:
        entry: list[bytes] | dict[str, Thing] = _Entries(file).load()
    except (EOFError, pickle.UnpicklingError):
        return None
    return entry


def take_the_stores_place(store: KeptStore) -> None:
    """Have localstripe use this store, and lists look at their own kind alone.

    Payment intents can also be asked for by their metadata: the idempotency proxy does.
    """
    plain_set = resources.StripeObject.__setattr__

    def set_(self: Thing, name: str, value: object) -> None:
        plain_set(self, name, value)
        store.changed(self)

    def listed(
        cls: Any, /, url: str, limit: Any = None, starting_after: Any = None, **others: Any
    ) -> Thing:
        wanted = others.pop("metadata", {})
        if others:
            raise UserError(400, "Unexpected " + ", ".join(others))
        found = resources.List(url, limit=limit, starting_after=starting_after)
        found._list = store.of_kind(cls.object)
        if wanted:
            found._list = [one for one in found._list if wanted.items() <= one.metadata.items()]
        return found

    resources.store = store
    resources.StripeObject.__setattr__ = set_
    resources.StripeObject._api_list_all = classmethod(listed)


def listen_on_loopback() -> None:
    """Turn `bind` to every address into `bind` to 127.0.0.1."""
    plain: Callable[..., None] = socket.socket.bind

    def bind(self: socket.socket, address: Any) -> None:
        own = ("::ffff:127.0.0.1", *address[1:]) if address[0] == "::" else address
        plain(self, own)

    socket.socket.bind = bind  # type: ignore[method-assign, assignment]


def register_webhook(port: int, url: str, secret: str) -> None:
    """Tell localstripe where to send its events, once it listens."""
    body = json.dumps({"url": url, "secret": secret}).encode()
    where = f"http://127.0.0.1:{port}/_config/webhooks/haat"
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(where, body, headers)
    for _ in range(300):
        with contextlib.suppress(urllib.error.URLError), urllib.request.urlopen(request):  # noqa: S310
            return
        time.sleep(0.1)
    print("localstripe does not listen: no webhook registered", file=sys.stderr)


def main() -> None:
    """Start localstripe with this process's arguments, `--port P`."""
    port = int(sys.argv[sys.argv.index("--port") + 1])
    hook = (os.environ["LOCALSTRIPE_WEBHOOK_URL"], os.environ["LOCALSTRIPE_WEBHOOK_SECRET"])
    take_the_stores_place(KeptStore(Path(os.environ["LOCALSTRIPE_STATE"])))
    listen_on_loopback()
    threading.Thread(target=register_webhook, args=(port, *hook), daemon=True).start()
    runpy.run_module("localstripe", run_name="__main__")


if __name__ == "__main__":
    main()
