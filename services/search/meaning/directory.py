"""All meanings by their words, the retired ones too: for staff who look one up."""

from collections import defaultdict

from services.search.domain.meaning import Meaning
from services.search.language import is_stop, keys, words


class Directory:
    """Ids of meanings by the keys of the words of their terms."""

    def __init__(self) -> None:
        self._keys: dict[str, set[str]] = {}
        self._ids: dict[str, set[str]] = defaultdict(set)

    def put(self, meaning: Meaning) -> None:
        """Take it in as it is now."""
        for key in self._keys.get(meaning.id, ()):
            self._ids[key].discard(meaning.id)
        said = (word for term in meaning.terms for word in words(term.text))
        self._keys[meaning.id] = {key for word in said for key in keys(word)}
        for key in self._keys[meaning.id]:
            self._ids[key].add(meaning.id)

    def named(self, term: str) -> set[str]:
        """Meanings with all of these words, in any spelling and script."""
        content = [word for word in words(term) if not is_stop(word)] or words(term)
        found = [{id for key in keys(word) for id in self._ids.get(key, ())} for word in content]
        return set.intersection(*found) if found else set()
