"""What the search service reads from the environment."""

from chassis.settings import ServiceSettings


class SearchSettings(ServiceSettings, frozen=True, kw_only=True):
    """Where Elasticsearch is too."""

    elasticsearch_url: str
