"""What the catalog service reads from the environment."""

from chassis.settings import PersonKey, ServiceSettings


class CatalogSettings(ServiceSettings, frozen=True, kw_only=True):
    """`person_key` is the one that accounts has: both name a maker by phone alike."""

    person_key: PersonKey
