"""HTTP doors of meanings, for those who keep the catalogue's words."""

from chassis.doors import Call
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from chassis.runtime.periodic import every
from contracts.message import Message
from services.search.commands import AddMeaning, EditMeaning, RestoreMeaning, RetireMeaning
from services.search.entrypoints.meaning_bodies import MeaningBody, MeaningEditBody, MeaningQuery
from services.search.queries.meanings import (
    MeaningPage,
    MeaningView,
    MeaningWish,
    meaning_of,
    meanings_for,
)


class MeaningDoors:
    """Look up, add, edit, retire; every process follows within seconds."""

    service: Assembled

    @http("GET", "/v1/meanings", may="meaning.read")
    def list_meanings(self, call: Call, query: MeaningQuery) -> MeaningPage:
        """Meanings, the retired ones too; by a word of theirs in any spelling and script."""
        call.must()
        if query.term:
            self.service.lexicon.refresh()
        wish = MeaningWish(term=query.term, kind=query.kind, category=query.category)
        directory = self.service.lexicon.directory
        return meanings_for(self.service.database, wish, directory, query.after, query.limit)

    @http("GET", "/v1/meanings/<meaning_id>", may="meaning.read")
    def read_meaning(self, call: Call, meaning_id: str) -> MeaningView:
        """One meaning with all its terms."""
        call.must()
        return meaning_of(self.service.database, meaning_id)

    @http("POST", "/v1/meanings", may="meaning.edit", status=201, at="/v1/meanings/{meaning_id}")
    def add_meaning(self, call: Call, body: MeaningBody) -> MeaningView:
        """Add a meaning: words that stand for each other."""
        call.must()
        command = AddMeaning(
            meaning_id=body.slug,
            kind=body.kind,
            categories=body.categories,
            broader=body.broader,
            phrases=[term.phrase() for term in body.terms],
            by=call.who,
        )
        return self._after(body.slug, command)

    @http("PATCH", "/v1/meanings/<meaning_id>", may="meaning.edit")
    def edit_meaning(self, call: Call, meaning_id: str, body: MeaningEditBody) -> MeaningView:
        """Change its terms, categories or wider meanings."""
        call.must()
        command = EditMeaning(
            meaning_id=meaning_id,
            by=call.who,
            categories=body.categories,
            broader=body.broader,
            phrases=body.phrases(),
            if_match=call.if_match,
        )
        return self._after(meaning_id, command)

    @http("DELETE", "/v1/meanings/<meaning_id>", may="meaning.edit")
    def retire_meaning(self, call: Call, meaning_id: str) -> MeaningView:
        """Let its words say it no more; it can be restored."""
        call.must()
        command = RetireMeaning(meaning_id=meaning_id, if_match=call.if_match)
        return self._after(meaning_id, command)

    @http("POST", "/v1/meanings/<meaning_id>/restoration", may="meaning.edit")
    def restore_meaning(self, call: Call, meaning_id: str) -> MeaningView:
        """Let the words of a retired meaning say it again."""
        call.must()
        command = RestoreMeaning(meaning_id=meaning_id, if_match=call.if_match)
        return self._after(meaning_id, command)

    @every(seconds=2, alone=False)
    def keep_up_with_meanings(self) -> None:
        """Take in what was edited."""
        self.service.lexicon.keep_up()

    def _after(self, meaning_id: str, command: Message) -> MeaningView:
        self.service.handle(command)
        return meaning_of(self.service.database, meaning_id)
