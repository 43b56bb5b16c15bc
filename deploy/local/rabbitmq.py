"""The broker: an own RabbitMQ node beside whatever the distribution's package starts."""

import os
import subprocess
import sys

from deploy.local.credentials import (
    BROKER_USERS,
    broker_password_of,
    credentials,
    write_private,
)
from deploy.local.program import Program
from deploy.local.settings import Settings

ADMINISTRATOR = "haat"
_SERVER = "/usr/lib/rabbitmq/bin/rabbitmq-server"  # the one in sbin would switch the user
_PLUGINS = "[rabbitmq_management,rabbitmq_prometheus].\n"


def prepare_rabbitmq(settings: Settings) -> None:
    """Write the node's configuration, its plugins and its cookie."""
    home = settings.var / "rabbitmq"
    write_private(home / "rabbitmq.conf", _configuration(settings))
    write_private(home / "enabled_plugins", _PLUGINS)
    cookie = home / ".erlang.cookie"
    if not cookie.exists():
        write_private(cookie, credentials(settings)["HAAT_RABBITMQ_COOKIE"])
        cookie.chmod(0o400)


def rabbitmq_programs(settings: Settings) -> list[Program]:
    """The node, and the name server that Erlang nodes find each other by."""
    home = settings.var / "rabbitmq"
    environment = node_environment(settings)
    return [
        Program(
            name="epmd",
            command=("epmd", "-port", str(settings.port("EPMD")), "-address", "127.0.0.1"),
            directory=home,
            ports=("EPMD",),
            ready=(settings.url("EPMD", "tcp"),),
            stop_seconds=5,
        ),
        Program(
            name="rabbitmq",
            command=(_SERVER,),
            directory=home,
            environment=environment,
            ports=("RABBITMQ", "RABBITMQ_MANAGEMENT", "RABBITMQ_PROMETHEUS", "RABBITMQ_DIST"),
            ready=(
                settings.url("RABBITMQ", "tcp"),
                settings.url("RABBITMQ_MANAGEMENT", "tcp"),
                settings.url("RABBITMQ_PROMETHEUS") + "/metrics",
            ),
            configuration=(home / "rabbitmq.conf", home / "enabled_plugins"),
        ),
    ]


def broker_url(settings: Settings, user: str = ADMINISTRATOR) -> str:
    """The broker, as a user of this set-up."""
    return f"amqp://{_who(settings, user)}@127.0.0.1:{settings.port('RABBITMQ')}/haat"


def management_url(settings: Settings, user: str = ADMINISTRATOR) -> str:
    """The broker's management door, as a user of this set-up."""
    return f"http://{_who(settings, user)}@127.0.0.1:{settings.port('RABBITMQ_MANAGEMENT')}"


def grant_rights(settings: Settings) -> None:
    """Give every broker user what it may do; raises CalledProcessError.

    In a process of its own: rights are worked out from the services' doors, with all they import.
    """
    addresses = {
        f"HAAT_BROKER_{user.upper().replace('-', '_')}": broker_url(settings, user)
        for user in BROKER_USERS
    }
    subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "deploy.rights"],
        cwd=settings.root,
        env={"PATH": os.defpath, "HAAT_RABBITMQ_ADMIN_URL": management_url(settings), **addresses},
        check=True,
    )


def _who(settings: Settings, user: str) -> str:
    key = "HAAT_RABBITMQ_PASSWORD" if user == ADMINISTRATOR else broker_password_of(user)
    return f"{user}:{credentials(settings)[key]}"


def node_environment(settings: Settings) -> dict[str, str]:
    """What the server and `rabbitmqctl` need to know to be, or to find, our node."""
    home = settings.var / "rabbitmq"
    return {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "ERL_EPMD_PORT": str(settings.port("EPMD")),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODENAME": "haat@localhost",
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODE_PORT": str(settings.port("RABBITMQ")),
        "RABBITMQ_DIST_PORT": str(settings.port("RABBITMQ_DIST")),
        "RABBITMQ_MNESIA_BASE": str(home / "mnesia"),
        "RABBITMQ_LOG_BASE": str(home / "log"),
        "RABBITMQ_LOGS": "-",
        "RABBITMQ_CONF_ENV_FILE": "/dev/null",
        "RABBITMQ_CONFIG_FILE": str(home / "rabbitmq"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "enabled_plugins"),
        "RABBITMQ_PID_FILE": str(home / "rabbitmq.pid"),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": (
            "-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}"
        ),
    }


def _configuration(settings: Settings) -> str:
    """The default user replaces `guest`; it is made when the node starts on empty data."""
    return f"""\
default_user = {ADMINISTRATOR}
default_pass = {credentials(settings)["HAAT_RABBITMQ_PASSWORD"]}
default_vhost = haat
default_user_tags.administrator = true
management.tcp.ip = 127.0.0.1
management.tcp.port = {settings.port("RABBITMQ_MANAGEMENT")}
prometheus.tcp.ip = 127.0.0.1
prometheus.tcp.port = {settings.port("RABBITMQ_PROMETHEUS")}
disk_free_limit.absolute = 500MB
log.console.level = warning
"""
