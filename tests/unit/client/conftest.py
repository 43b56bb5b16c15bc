"""A client before a pretended Haat; nobody really waits."""

from collections.abc import Callable

import pytest
from pretend_haat import URL, PretendHaat

from clients.python import Haat
from clients.python.line import Line

Make = Callable[..., Haat]


@pytest.fixture
def there() -> PretendHaat:
    return PretendHaat()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the client would have waited."""
    waited: list[float] = []
    init = Line.__init__

    def patient(self: Line, *url: str, **rest: object) -> None:
        init(self, *url, **rest, pause=waited.append)  # type: ignore[arg-type]

    monkeypatch.setattr(Line, "__init__", patient)
    return waited


@pytest.fixture
def make(there: PretendHaat, pauses: list[float]) -> Make:
    def make(**rest: object) -> Haat:
        return Haat(URL, http=there.session(), **rest)  # type: ignore[arg-type]

    return make
