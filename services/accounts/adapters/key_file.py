"""The file of signing keys, read again when it changes: keys rotate without a restart."""

import logging
import threading
from pathlib import Path

from chassis.settings import BadSettings
from services.accounts.adapters.keys import SigningKey, read_keys

_log = logging.getLogger(__name__)
_State = tuple[int, int, int]


class KeyFile:
    """The keys as they stand in the file; while it cannot be read, those of before."""

    def __init__(self, path: str) -> None:
        """Raises `BadSettings`: without any key the service must not start."""
        self._path, self._lock = path, threading.Lock()
        self._state, self._keys = self._look(), read_keys(path)

    def keys(self) -> list[SigningKey]:
        """The first one signs, all are published."""
        state = self._look()
        if state != self._state:
            with self._lock:
                self._read(state)
        return self._keys

    def _read(self, state: _State | None) -> None:
        self._state = state
        try:
            self._keys = read_keys(self._path)
        except BadSettings as bad:
            _log.error("the signing keys stay as they were: %s", bad)
        else:
            _log.info("read the signing keys", extra={"kids": [key.kid for key in self._keys]})

    def _look(self) -> _State | None:
        """What differs once the file was written or replaced, also through a mounted link."""
        try:
            found = Path(self._path).stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino, found.st_size
