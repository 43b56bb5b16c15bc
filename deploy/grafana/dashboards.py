"""All dashboards, and the files that Grafana reads: `python -m deploy.grafana.dashboards`."""

import json
from pathlib import Path

from deploy.grafana.messaging import MESSAGING
from deploy.grafana.panels import Dashboard, to_json
from deploy.grafana.platform import PLATFORM
from deploy.grafana.service import SERVICES, service_dashboard

FOLDER = Path(__file__).with_suffix("")
DASHBOARDS: tuple[Dashboard, ...] = (PLATFORM, MESSAGING, *map(service_dashboard, SERVICES))


def files() -> dict[str, str]:
    """What each file of the folder has to say."""
    return {
        f"{dashboard.uid}.json": json.dumps(to_json(dashboard), indent=1, ensure_ascii=False) + "\n"
        for dashboard in DASHBOARDS
    }


def write(folder: Path = FOLDER) -> None:
    """Write every file and remove what is no dashboard any more."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = files()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")
    for old in folder.glob("*.json"):
        if old.name not in wanted:
            old.unlink()


if __name__ == "__main__":
    write()
