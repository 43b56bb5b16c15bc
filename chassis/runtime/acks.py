"""Acknowledgements of one channel, gathered: the contiguous ones leave as one."""

import amqp

from chassis.runtime.link import LOST


class Acks:
    """Delivery tags that are done; `flush` sends the fewest acks that tell the broker so."""

    def __init__(self, channel: amqp.Channel, prefetch: int) -> None:
        self._channel, self._prefetch = channel, prefetch
        self._done: set[int] = set()
        self._single: set[int] = set()
        self._low = 0
        self.open = True

    def done(self, tag: int) -> None:
        """The message's effect is written."""
        self._done.add(tag)

    def settled(self, tag: int) -> None:
        """Acked or rejected one by one already: never the target of a multiple ack."""
        self._done.add(tag)
        self._single.add(tag)

    def flush(self) -> None:
        """Tell the broker; after a lost line there is nothing to tell."""
        if not self.open or not self._done:
            return
        try:
            self._flush()
        except LOST:
            self.open = False

    def _flush(self) -> None:
        last = 0
        while self._low + 1 in self._done:
            self._low += 1
            self._done.discard(self._low)
            if self._low in self._single:
                self._single.discard(self._low)
            else:
                last = self._low
        if last:
            self._channel.basic_ack(last, multiple=True)
        if len(self._done) > self._prefetch // 4:  # one slow message must not close the window
            for tag in sorted(self._done - self._single):
                self._channel.basic_ack(tag)
                self._single.add(tag)
