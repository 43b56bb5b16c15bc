"""The consonants of a key."""

import pytest

from services.search.language import skeleton


@pytest.mark.parametrize(
    ("key", "bare"), [("lahti", "lht"), ("agrbti", "agrbt"), ("ilektrik", "alktrk"), ("e", "a")]
)
def test_only_consonants_and_that_a_vowel_came_first_stay(key: str, bare: str) -> None:
    assert skeleton(key) == bare
