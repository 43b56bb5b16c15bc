"""How the routes of search are walked; what they guard lies in no area."""

from datetime import UTC, datetime

from chassis.people import Person
from services.search.domain.meaning import Meaning, Term
from tests.policy.bench import Served
from tests.policy.case import Asked, case, fresh

TERM = {"text": "लहठी", "language": "hi", "script": "Deva"}
AT = datetime(2026, 11, 22, tzinfo=UTC)


def meaning(at: Served, status: str = "known") -> dict[str, str]:
    """One that staff added; as the values of a path."""
    term = Term(text="लहठी", language="hi", script="Deva", added_by="per_1", added_at=AT)
    made = Meaning(
        id=_slug(), status=status, kind="thing", terms=[term], categories=[], changed_at=AT
    )
    return {"meaning_id": at.keep("meanings", made)}


def _slug() -> str:
    return fresh("mng").replace("_", "-")[:40]


@case("search", "GET", "/v1/search")
def search(at: Served, person: Person | None) -> Asked:
    return Asked(query={"q": "chudi"}, public=True)


@case("search", "GET", "/v1/search")
def search_and_ask_why(at: Served, person: Person | None) -> Asked:
    return Asked(query={"q": "chudi", "explain": "true"}, areas=())


@case("search", "GET", "/v1/search/report")
def read_search_report(at: Served, person: Person | None) -> Asked:
    return Asked(query={"week": "2026-W47", "kind": "no_click"}, areas=())


@case("search", "GET", "/v1/meanings")
def list_meanings(at: Served, person: Person | None) -> Asked:
    return Asked(query={"term": "chudi"}, areas=())


@case("search", "GET", "/v1/meanings/<meaning_id>")
def read_meaning(at: Served, person: Person | None) -> Asked:
    return Asked(path=meaning(at), areas=())


@case("search", "POST", "/v1/meanings")
def add_meaning(at: Served, person: Person | None) -> Asked:
    return Asked(body={"slug": _slug(), "kind": "thing", "terms": [TERM]}, areas=())


@case("search", "PATCH", "/v1/meanings/<meaning_id>")
def edit_meaning(at: Served, person: Person | None) -> Asked:
    return Asked(path=meaning(at), body={"terms": [TERM]}, areas=())


@case("search", "DELETE", "/v1/meanings/<meaning_id>")
def retire_meaning(at: Served, person: Person | None) -> Asked:
    return Asked(path=meaning(at), areas=())


@case("search", "POST", "/v1/meanings/<meaning_id>/restoration")
def restore_meaning(at: Served, person: Person | None) -> Asked:
    return Asked(path=meaning(at, "retired"), areas=())
