"""Whether the whole audit trail is as it was written."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from contracts.message import Message
from services.accounts.domain.trail import Break, Checkpoint, Head, Kept, breaks


class Signatures(Protocol):
    """Public keys, also those that sign no longer."""

    def knows(self, signature: str) -> bool:
        """Whether the key of that signature is here."""
        ...

    def holds(self, checkpoint: Checkpoint) -> bool:
        """Whether what the checkpoint says is what was signed."""
        ...


class Verdict(Message):
    """What was found. `unchecked` checkpoints are of keys that are not here: what they say was
    compared, but anybody may have said it."""

    records: int
    head: str
    checkpoints: int
    unchecked: int
    breaks: list[Break]

    @property
    def whole(self) -> bool:
        return not self.breaks


def verify(
    records: Iterable[Kept], checkpoints: Sequence[Checkpoint], signatures: Signatures
) -> Verdict:
    """Every record and every checkpoint, each break with its record."""
    unknown = [one for one in checkpoints if not signatures.knows(one.signature)]
    signed = [one for one in checkpoints if one not in unknown]
    forged = [one for one in signed if not signatures.holds(one)]
    believed = {one.number: one.hash for one in checkpoints if one not in forged}
    seen = _Seen(records)
    found = [Break(number=one.number, fault="forged") for one in forged]
    found += breaks(seen, believed)
    return Verdict(
        records=seen.count,
        head=seen.head,
        checkpoints=len(checkpoints),
        unchecked=len(unknown),
        breaks=found,
    )


class _Seen:
    """The records as they pass: how many, and the hash of the last."""

    def __init__(self, records: Iterable[Kept]) -> None:
        self._records, self.count, self.head = records, 0, Head().hash

    def __iter__(self) -> Iterator[Kept]:
        for kept in self._records:
            self.count, self.head = self.count + 1, kept.get("hash", "")
            yield kept
