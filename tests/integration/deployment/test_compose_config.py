"""docker-compose itself accepts the file with an environment made from .env.example."""

import re
import subprocess
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[3]


def config(env_file: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["docker-compose", "--env-file", str(env_file), *words],
        cwd=ROOT,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def example(folder: Path) -> Path:
    """The example with every line switched on."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    settings = dict(re.findall(r"^#?(HAAT_\w+)=(.*)$", text, re.MULTILINE))
    path = folder / "env"
    path.write_text("".join(f"{key}={value}\n" for key, value in settings.items()))
    return path


def test_compose_accepts_the_file(tmp_path: Path) -> None:
    done = config(example(tmp_path), "--profile", "partner", "config")

    assert done.returncode == 0, done.stderr
    services = yaml.safe_load(done.stdout)["services"]
    assert services["orders"]["environment"]["HAAT_AMQP_URL_FILE"] == "/run/secrets/amqp_url"
    assert {"source": "broker-orders", "target": "amqp_url"} in services["orders"]["secrets"]
    assert services["orders"]["depends_on"]["rights"] == {
        "condition": "service_completed_successfully"
    }
    assert services["orders"]["healthcheck"]["test"][-1].endswith("+ '/readyz', timeout=3)")
    assert services["accounts"]["depends_on"]["prepare"] == {
        "condition": "service_completed_successfully"
    }
