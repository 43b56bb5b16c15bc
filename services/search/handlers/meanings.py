"""What staff do to meanings. The lexicon of each process follows within seconds."""

from collections.abc import Sequence

from services.search.commands import AddMeaning, EditMeaning, RestoreMeaning, RetireMeaning
from services.search.domain.meaning import Meaning
from services.search.domain.phrasing import checked, terms_of
from services.search.domain.refusals import (
    BroaderCircular,
    BroaderNotKnown,
    CategoryNotListed,
    MeaningNotFound,
    MeaningTaken,
)
from services.search.meaning.categories import CATEGORIES
from services.search.ports import Ports


def add_meaning(command: AddMeaning, ports: Ports) -> None:
    """Keep a new one; a repeat by the same person is the one that is there."""
    phrases, now = checked(command.phrases), ports.clock.now()
    _check_categories(command.categories)
    _check_broader(command.meaning_id, command.broader, ports)
    meaning = Meaning(
        id=command.meaning_id,
        status="known",
        kind=command.kind,
        broader=command.broader,
        categories=command.categories,
        terms=terms_of(phrases, [], by=command.by.id, at=now),
        changed_at=now,
    )
    there = ports.meanings.find(command.meaning_id)
    if there is None:
        ports.meanings.add(meaning)
    elif _said(there) != _said(meaning):
        raise MeaningTaken(field="slug")


def edit_meaning(command: EditMeaning, ports: Ports) -> None:
    """Change what is given; what stood there before is not checked again."""
    meaning, now = _named(command.meaning_id, command.if_match, ports), ports.clock.now()
    categories, broader, terms = meaning.categories, meaning.broader, meaning.terms
    if command.categories is not None:
        categories = command.categories
        _check_categories(categories, before=meaning.categories)
    if command.broader is not None:
        broader = command.broader
        _check_broader(meaning.id, broader, ports, before=meaning.broader)
    if command.phrases is not None:
        phrases = checked(command.phrases)
        terms = terms_of(phrases, meaning.terms, by=command.by.id, at=now)
    meaning.describe(categories=categories, broader=broader, terms=terms, at=now)


def retire_meaning(command: RetireMeaning, ports: Ports) -> None:
    """One that is retired stays so."""
    meaning = _named(command.meaning_id, command.if_match, ports)
    if meaning.status != "retired":
        meaning.retire(ports.clock.now())


def restore_meaning(command: RestoreMeaning, ports: Ports) -> None:
    """One that is known stays so."""
    meaning = _named(command.meaning_id, command.if_match, ports)
    if meaning.status != "known":
        meaning.restore(ports.clock.now())


def _named(meaning_id: str, version: int | None, ports: Ports) -> Meaning:
    meaning = ports.meanings.find(meaning_id)
    if meaning is None:
        raise MeaningNotFound(field="meaning_id")
    meaning.must_be_at(version)
    return meaning


def _check_categories(categories: Sequence[str], before: Sequence[str] = ()) -> None:
    for number, slug in enumerate(categories):
        if slug not in CATEGORIES and slug not in before:
            raise CategoryNotListed(field=f"categories[{number}]")


def _check_broader(
    meaning_id: str, broader: Sequence[str], ports: Ports, before: Sequence[str] = ()
) -> None:
    for number, slug in enumerate(broader):
        if slug in before:
            continue
        field = f"broader[{number}]"
        if slug == meaning_id or meaning_id in _above(slug, ports):
            raise BroaderCircular(field=field)
        wider = ports.meanings.find(slug)
        if wider is None or wider.status != "known":
            raise BroaderNotKnown(field=field)


def _above(slug: str, ports: Ports) -> set[str]:
    """All that is wider than it, by however many steps."""
    found: set[str] = set()
    level = [slug]
    while level:
        wider = [ports.meanings.find(one) for one in level]
        level = [one for each in wider if each for one in each.broader if one not in found]
        found.update(level)
    return found


def _said(meaning: Meaning) -> tuple[object, ...]:
    """What two additions share if one is a repeat of the other, whenever it came."""
    terms = [(t.text, t.language, t.script, t.weight, t.added_by) for t in meaning.terms]
    return meaning.status, meaning.kind, meaning.broader, meaning.categories, terms
