"""What the asking process is told, and what it tells."""

from contracts.message import Message


class Job(Message):
    """The indexes by how many products they hold; seconds of one measurement and of warming up;
    how many popular queries suggestions are taken from too."""

    url: str
    indexes: dict[int, str]
    callers: tuple[int, ...]
    rounds: int
    seconds: float
    warm: float
    popular: int


class Figure(Message):
    """One measurement: a second, and in milliseconds; `cpu` is the asking process's, per query."""

    size: int
    callers: int
    contender: str
    rate: float
    p50: float
    p99: float
    cpu: float


class Row(Message):
    """One query asked once: the share of all goods that it found, and milliseconds."""

    size: int
    contender: str
    kind: str
    q: str
    found: float
    ms: float


class Spent(Message):
    """Mean milliseconds of each step."""

    size: int
    contender: str
    steps: dict[str, float]


class Outcome(Message):
    """All that was measured."""

    figures: list[Figure]
    rows: list[Row]
    spent: list[Spent]
