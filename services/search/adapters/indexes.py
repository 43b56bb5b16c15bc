"""The numbered indexes behind the aliases: which is searched, which is being filled.

Every change goes to all that bear an alias. A process knows their names for a second at most:
who sets the alias of a rebuild waits longer than that before reading the first product.
"""

import logging
import re
import time
from collections.abc import Callable
from typing import Any, Final

from elasticsearch import BadRequestError, Elasticsearch

from chassis.errors import Unavailable
from services.search.adapters.asking import asking
from services.search.adapters.mapping import ALIAS, MAPPINGS, NEXT, SETTINGS

KNOWN_SECONDS: Final = 1.0
SETTLING_SECONDS: Final = 2.0
"""After this every process writes to what the aliases name now."""
_PATIENT_SECONDS: Final = 60.0
_MERGING_SECONDS: Final = 600.0
_NEVER: Final = "-1"
"""Nobody searches it while it is being filled."""


_log = logging.getLogger(__name__)


class Indexes:
    """The indexes of one alias (`products`): `products_v1`, `products_v2`, …"""

    def __init__(
        self,
        client: Elasticsearch,
        *,
        alias: str = ALIAS,
        following: str = NEXT,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self.client, self.alias, self.following = client, alias, following
        self._patient = client.options(request_timeout=_PATIENT_SECONDS)
        self._timer, self._until = timer, 0.0
        self._written: tuple[str, ...] = ()

    def written(self) -> tuple[str, ...]:
        """Where changes go: the one that is searched, then the one that is being filled."""
        if self._timer() >= self._until:
            asked = self._timer()
            self._written = tuple(n for n in (self.searched(), self.filled()) if n)
            self._until = asked + KNOWN_SECONDS
        return self._written

    def forget(self) -> None:
        """An index was gone: ask anew before the next change."""
        self._until = 0.0

    def searched(self) -> str:
        """Raises `Unavailable` where the alias is lost."""
        name = self._behind(self.alias)
        if not name:
            raise Unavailable(field="index")
        return name

    def filled(self) -> str:
        """That of a rebuild; "" while there is none."""
        return self._behind(self.following)

    def all(self) -> list[str]:
        """Every numbered index, the oldest first."""
        with asking("aliases"):
            found = self._patient.indices.get_alias(index=f"{self.alias}_v*")
        return sorted((name for name in found if self._number(name)), key=self._number)

    def finished(self) -> list[str]:
        """Those that were taken into use at some time: none that a rebuild left half filled, nor
        one that a late write made anew."""
        with asking("settings"):
            found = self._patient.indices.get_settings(
                index=f"{self.alias}_v*", name="index.refresh_interval", flat_settings=True
            )
        told = {
            name: about["settings"].get("index.refresh_interval") for name, about in found.items()
        }
        return [name for name in self.all() if told.get(name) not in (None, _NEVER)]

    def prepare(self) -> None:
        """Make the first one where there is none, or add the fields that are new."""
        with asking("prepare"):
            names = self.all()
            if not names:
                self._create(f"{self.alias}_v1", self.alias)
                return
            name = self._behind(self.alias)
            if name:
                self._add_fields(name)

    def create_next(self) -> str:
        """An empty one, that every change goes to from now on (within `SETTLING_SECONDS`)."""
        name = f"{self.alias}_v{max(map(self._number, self.all()), default=0) + 1}"
        with asking("create"):
            self._create(name, self.following, refresh_interval=_NEVER)
        self.forget()
        return name

    def swap(self, name: str) -> str:
        """Search that one from now on, in one step; which was searched before."""
        before = self._behind(self.alias)
        with asking("settings"):
            told = {"refresh_interval": SETTINGS["refresh_interval"]}
            self._patient.indices.put_settings(index=name, settings=told)
        actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": self.alias}}]
        if before and before != name:
            actions.append({"remove": {"index": before, "alias": self.alias}})
        if self.filled() == name:
            following = {"index": name, "alias": self.following, "must_exist": True}
            actions.append({"remove": following})
        with asking("swap"):
            self._patient.indices.update_aliases(actions=actions)
        self.forget()
        return before

    def abandon(self) -> None:
        """No change goes to the one that was being filled any more; safe to repeat."""
        name = self.filled()
        if name:
            with asking("swap"):
                self._patient.indices.delete_alias(index=name, name=self.following)
        self.forget()

    def drop(self, name: str) -> None:
        """Delete one that is neither searched nor being filled."""
        assert name not in (self._behind(self.alias), self.filled()), name
        with asking("drop"):
            self._patient.options(ignore_status=404).indices.delete(index=name)

    def refresh(self, name: str) -> None:
        """All that was written is found from now on."""
        with asking("refresh"):
            self._patient.indices.refresh(index=name)

    def merge(self, name: str) -> None:
        """Into one segment: a query looks up its words in each of them. With what takes too long
        the server goes on by itself; until then search is only slower."""
        patient = self.client.options(
            request_timeout=_MERGING_SECONDS, max_retries=0, retry_on_timeout=False
        )
        try:
            with asking("merge"):
                patient.indices.forcemerge(index=name, max_num_segments=1)
        except Unavailable:
            _log.warning("the index %s is not merged yet", name)

    def _create(self, name: str, alias: str, **settings: str) -> None:
        aliases: dict[str, Any] = {alias: {}}
        try:
            self._patient.indices.create(
                index=name, mappings=MAPPINGS, settings=SETTINGS | settings, aliases=aliases
            )
        except BadRequestError as refused:
            if refused.error != "resource_already_exists_exception":
                raise

    def _add_fields(self, name: str) -> None:
        try:
            self._patient.indices.put_mapping(index=name, properties=MAPPINGS["properties"])
        except BadRequestError:
            _log.warning("the index %s has an older form: rebuild it", name)

    def _behind(self, alias: str) -> str:
        with asking("aliases"):
            found = self.client.options(ignore_status=404).indices.get_alias(name=alias)
        names = [name for name, about in found.items() if name not in ("error", "status") and about]
        return str(max(names, key=self._number)) if names else ""

    def _number(self, name: str) -> int:
        told = re.fullmatch(rf"{re.escape(self.alias)}_v(\d+)", name)
        return int(told[1]) if told else 0
