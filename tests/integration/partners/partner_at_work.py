"""The kit at work in a thread of the test."""

from threading import Thread

from partners.kit import Partner, Settings
from partners.kit.backoff import Backoff
from partners.kit.partner import OnEvent


class PartnerAtWork:
    """Runs until stopped; `stop` returns when the partner has drained."""

    def __init__(self, settings: Settings) -> None:
        self._partner = Partner(settings, retries=Backoff(first=0.05, longest=0.2))
        self._thread: Thread | None = None

    def start(self, on_event: OnEvent) -> None:
        self._thread = Thread(target=self._partner.run, args=(on_event,), daemon=True)
        self._thread.start()

    def ask_to_stop(self) -> None:
        self._partner.stop()

    def stop(self) -> None:
        self.ask_to_stop()
        if self._thread is not None:
            self._thread.join(timeout=60)
            assert not self._thread.is_alive()
