"""What the client of Elasticsearch reads and writes."""

import pytest
from elastic_transport import SerializationError

from services.search.adapters.elastic import VENDORS, QuickJson, connected


@pytest.mark.parametrize("kind", ["application/json", VENDORS])
def test_answers_of_either_kind_are_read_quickly(kind: str) -> None:
    with connected("http://127.0.0.1:1") as client:
        read = client.transport.serializers.get_serializer(kind)
        assert isinstance(read, QuickJson)
        assert read.loads(b'{"took": 1, "hits": {"max_score": null}}') == {
            "took": 1,
            "hits": {"max_score": None},
        }


@pytest.mark.parametrize("answer", [b'{"took": 1, "hi', b"<html>", b'{"title": "\xff"}'])
def test_an_answer_that_is_broken_is_the_servers_fault(answer: bytes) -> None:
    """As such it counts as `Unavailable` (`adapters.asking`)."""
    with pytest.raises(SerializationError):
        QuickJson().loads(answer)


def test_an_empty_answer_is_told_by_its_status() -> None:
    assert QuickJson().loads(b"") is None
