"""What the search service reads from the environment."""

from chassis.settings import ServiceSettings
from services.search.domain.weights import Weights


class SearchSettings(ServiceSettings, frozen=True, kw_only=True):
    """Where Elasticsearch is too."""

    elasticsearch_url: str
    ranking: Weights = Weights()
    """As JSON, only what differs: `{"fame": 0.2}` (reasons: domain/weights.py)."""
