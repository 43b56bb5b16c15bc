"""What the delivery service reads from the environment."""

from chassis.settings import ServiceSettings


class DeliverySettings(ServiceSettings, frozen=True, kw_only=True):
    """The broker's management address too: partners get queues and users of their own."""

    rabbitmq_api_url: str
