"""One run: its contenders, its plan, its sheets."""

import json
from pathlib import Path
from typing import Any

from tests.load.messaging.contender import ROOT, Contender
from tests.load.messaging.plan import Plan
from tests.load.messaging.platform import Platform
from tests.load.messaging.sheet import Ratio, Sheet

NAMES = ("ours.server", "ours.caller", "stock.server", "stock.caller", "raw.client", "raw.echo")
RACE: tuple[Ratio, ...] = (("ours", "raw"), ("ours", "stock"))


class Bench:
    """What a measurement needs."""

    def __init__(self, plan: Plan, platform: Platform) -> None:
        self.plan, self.platform = plan, platform
        self.logs = ROOT / "var" / "bench-messaging"
        self.contenders: dict[str, Contender] = {}
        self._sheets: dict[str, Sheet] = {}

    def start(self) -> None:
        """Start all contenders."""
        self.logs.mkdir(parents=True, exist_ok=True)
        for name in NAMES:
            self.renew(name)
        self.platform.prepare()

    def renew(self, name: str) -> None:
        """Start a contender, afresh if it runs."""
        if name in self.contenders:
            self.contenders.pop(name).end()
        log = self.logs / f"{name}.log"
        self.contenders[name] = Contender(name, self.platform.environment, log)
        self.contenders[name].answer()

    def end(self) -> None:
        """End all contenders and leave nothing behind."""
        for name in list(self.contenders):
            self.contenders.pop(name).end()
        self.platform.clean()

    def ask(self, name: str, command: str, **arguments: Any) -> Any:
        """Tell a contender what to do once the broker is at rest; what it answers."""
        self.platform.rest()
        return self.contenders[name].ask(command, **arguments)

    def race(self, title: str) -> Sheet:
        """The sheet on which ours runs against the others."""
        return self._sheets.setdefault(title, Sheet(title, ("ours", "raw", "stock"), RACE))

    def growth(self, title: str, sizes: tuple[int, ...]) -> Sheet:
        """The sheet that shows how a cost grows with a size."""
        columns = [f"{size:,}" for size in sizes]
        ratios = [(columns[-1], smaller) for smaller in columns[:-1]]
        return self._sheets.setdefault(title, Sheet(title, columns, ratios))

    def missed(self) -> list[str]:
        """All figures whose target was not reached."""
        return [f"{s.title}: {figure}" for s in self._sheets.values() for figure in s.missed()]

    def write(self, head: str) -> Path:
        """All tables as a file and on the screen; beside it what each round measured."""
        file = ROOT / "var" / "bench-messaging.md"
        tables = [line for sheet in self._sheets.values() for line in sheet.lines()]
        text = "\n".join(["# Messaging, measured", "", head, "", *tables])
        file.write_text(text, encoding="utf-8")
        samples = {sheet.title: sheet.samples for sheet in self._sheets.values()}
        file.with_suffix(".json").write_text(json.dumps(samples, indent=1), encoding="utf-8")
        print(text)
        return file.relative_to(ROOT)
