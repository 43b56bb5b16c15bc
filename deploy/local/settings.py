"""Settings of the local set-up, read from the environment and the checkout's `.env`."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

SERVICES = {
    "accounts": 8101,
    "catalog": 8102,
    "orders": 8103,
    "payments": 8104,
    "delivery": 8105,
    "search": 8106,
    "notify": 8107,
}
DEFAULT_PORTS = {
    "GATEWAY": 8080,
    **{name.upper(): port for name, port in SERVICES.items()},
    "RABBITMQ": 5772,
    "RABBITMQ_MANAGEMENT": 15772,
    "RABBITMQ_PROMETHEUS": 15792,
    "RABBITMQ_DIST": 25772,
    "EPMD": 4469,
    "MONGO": 27117,
    "ELASTICSEARCH": 9270,
    "ELASTICSEARCH_TRANSPORT": 9370,
    "LOCALSTRIPE": 8420,
    "STRIPE": 8421,
    "SMTP": 8425,
    "SANDBOX": 8426,
    "PROMETHEUS": 9190,
    "ALERTMANAGER": 9193,
    "SUPERVISOR": 9101,
}
_LARGEST_OFFSET = 6900  # above it ports meet those that the system gives to outgoing connections
_INTEGER = re.compile(r"[+-]?\d{1,9}")
_RATE = re.compile(r"\d{1,6}r/[sm]")
_HSTS = re.compile(r"|max-age=\d{1,9}(; includeSubDomains)?(; preload)?")
ORIGIN = re.compile(r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")
"""Scheme, host, port that browsers name: no path, no `*`, no `null`."""


class BadSettings(Exception):
    """The environment holds values that cannot be used; `problems` lists all of them."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("bad settings:\n" + "\n".join(f"  {line}" for line in problems))
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Where the local set-up keeps its files and on which ports it listens."""

    root: Path
    var: Path
    ports: Mapping[str, int]
    rate_limit: str
    rate_burst: int
    login_rate: str
    login_burst: int
    connections: int
    cors_origins: str
    hsts: str
    elasticsearch_heap: str
    given: Mapping[str, str]

    @property
    def tools(self) -> Path:
        """The virtual environment of the local-only servers, shared by all var folders."""
        return self.root / "var" / "tools" / "venv"

    @property
    def servers(self) -> Path:
        """Unpacked server binaries, shared by all var folders."""
        return self.root / "var" / "servers"

    @property
    def logs(self) -> Path:
        """One log file per program."""
        return self.var / "logs"

    def port(self, name: str) -> int:
        """The port of a program, by its name in capital letters."""
        return self.ports[name]

    def url(self, name: str, scheme: str = "http") -> str:
        """The loopback address of a program."""
        return f"{scheme}://127.0.0.1:{self.ports[name]}"


def read_env_file(path: Path) -> dict[str, str]:
    """KEY=VALUE lines; comments and blank lines are skipped, quotes around a value removed."""
    if not path.exists():
        return {}
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}


def load_settings(environ: Mapping[str, str] | None = None, root: Path = ROOT) -> Settings:
    """Read all settings; raises BadSettings with every bad value at once.

    HAAT_ENV_FILE names another file than `.env`: the tests want none.
    """
    environ = os.environ if environ is None else environ
    given = {**read_env_file(root / environ.get("HAAT_ENV_FILE", ".env")), **environ}
    given = {key: value for key, value in given.items() if key.startswith("HAAT_") and value}
    problems: list[str] = []
    settings = Settings(
        root=root,
        var=(root / given.get("HAAT_VAR", "var")).resolve(),
        ports=_ports(given, problems),
        rate_limit=_matching(given, "HAAT_RATE_LIMIT", "2000r/s", _RATE, problems),
        rate_burst=_integer(given, "HAAT_RATE_BURST", 2000, (1, 1_000_000), problems),
        login_rate=_matching(given, "HAAT_LOGIN_RATE_LIMIT", "2000r/s", _RATE, problems),
        login_burst=_integer(given, "HAAT_LOGIN_RATE_BURST", 2000, (1, 1_000_000), problems),
        connections=_integer(given, "HAAT_CONNECTIONS", 2000, (1, 60_000), problems),
        cors_origins=_origins(given, problems),
        hsts=_matching(given, "HAAT_HSTS", "", _HSTS, problems, like="max-age=31536000"),
        elasticsearch_heap=_matching(
            given, "HAAT_ELASTICSEARCH_HEAP", "512m", re.compile(r"\d{1,5}[mg]"), problems
        ),
        given=given,
    )
    if problems:
        raise BadSettings(problems)
    return settings


def _ports(given: Mapping[str, str], problems: list[str]) -> dict[str, int]:
    offset = _integer(given, "HAAT_PORT_OFFSET", 0, (0, _LARGEST_OFFSET), problems)
    ports = {
        name: _integer(given, f"HAAT_PORT_{name}", default + offset, (1, 65_535), problems)
        for name, default in DEFAULT_PORTS.items()
    }
    known = {f"HAAT_PORT_{name}" for name in (*DEFAULT_PORTS, "OFFSET")}
    problems += [
        f"{key}: no such port; known are {', '.join(sorted(DEFAULT_PORTS))}"
        for key in sorted(given)
        if key.startswith("HAAT_PORT_") and key not in known
    ]
    problems += _shared(ports)
    return ports


def _shared(ports: Mapping[str, int]) -> list[str]:
    names: dict[int, list[str]] = {}
    for name, port in ports.items():
        names.setdefault(port, []).append(f"HAAT_PORT_{name}")
    return [f"{' and '.join(n)}: the same port {p}" for p, n in names.items() if len(n) > 1]


def _integer(
    given: Mapping[str, str], key: str, default: int, bounds: tuple[int, int], problems: list[str]
) -> int:
    text = given.get(key, str(default))
    low, high = bounds
    if _INTEGER.fullmatch(text) and low <= int(text) <= high:
        return int(text)
    problems.append(f"{key}={text!r}: must be a whole number from {low} to {high}")
    return default


def _matching(
    given: Mapping[str, str],
    key: str,
    default: str,
    pattern: re.Pattern[str],
    problems: list[str],
    like: str = "",
) -> str:
    text = given.get(key, default)
    if not pattern.fullmatch(text):
        problems.append(f"{key}={text!r}: must look like {like or default}")
    return text


def _origins(given: Mapping[str, str], problems: list[str]) -> str:
    text = given.get("HAAT_CORS_ORIGINS", "")
    for origin in text.replace(",", " ").split():
        if not ORIGIN.fullmatch(origin):
            problems.append(f"HAAT_CORS_ORIGINS={origin!r}: must look like https://shop.example")
    return text
