"""Every program of the local platform, and the order in which they start."""

from deploy.local.elasticsearch import elasticsearch_programs, prepare_elasticsearch
from deploy.local.gateway import gateway_programs, prepare_gateway
from deploy.local.messages import message_programs
from deploy.local.metrics import metrics_programs, prepare_metrics
from deploy.local.mongo import mongo_programs
from deploy.local.program import Program
from deploy.local.rabbitmq import prepare_rabbitmq, rabbitmq_programs
from deploy.local.services import partner_programs, service_programs
from deploy.local.settings import Settings
from deploy.local.stripe import stripe_programs


def prepare(settings: Settings) -> None:
    """Write every configuration file; safe to repeat while the programs run."""
    for name in ("logs", "mongo", "stripe"):
        (settings.var / name).mkdir(parents=True, exist_ok=True)
    prepare_rabbitmq(settings)
    prepare_elasticsearch(settings)
    prepare_metrics(settings)
    prepare_gateway(settings)


def backing_servers(settings: Settings) -> list[Program]:
    """What the services stand on."""
    return [
        *rabbitmq_programs(settings),
        *mongo_programs(settings),
        *elasticsearch_programs(settings),
        *stripe_programs(settings),
        *message_programs(settings),
        *metrics_programs(settings),
    ]


def stages(settings: Settings) -> list[list[Program]]:
    """Groups of programs; a group starts when the one before it is ready."""
    return [
        backing_servers(settings),
        service_programs(settings),
        [*gateway_programs(settings), *partner_programs(settings)],
    ]


def all_programs(settings: Settings) -> list[Program]:
    """Every program in start order."""
    return [program for stage in stages(settings) for program in stage]
