"""Goods or a service, as the verbs of a sentence hint."""

from typing import Final

from services.search.understanding.phrases import Phrases
from services.search.understanding.sentence import Sentence
from services.search.understanding.understood import Hint

SERVICE: Final = Phrases(
    "service; services; servicing; home service; home visit; sarvis; booking; book karna; "
    "book karo; ghar aake; ghar aakar; ghar par aakar; ghar pe aake; ghar aa kar; ghar pe aane; "
    "bulana; bulao; bulwana; bulana hai; bulaiye"
)
WORK: Final = Phrases(
    "repair; repairing; marammat; murammat; mistri; mistry; mechanic; installation; fitting; "
    "theek karna; theek karwana; thik karwana; theek karana; thik karana; theek karwani; "
    "thik karwani; thik karo; theek kar"
)
CAUSED: Final = Phrases(
    "karwana; karwani; karwane; karvana; karana; karani; करवाना; करवानी; कराना; करानी"
)
MADE_TO: Final = Phrases(
    "silwana; silwani; silwane; silana; katwana; katwani; katwane; katana; lagwana; lagwani; "
    "lagwane; dhulwana; dhulwani; dhulwane; rangwana; putwana; banwana; banwani; banwane; "
    "khudwana; jutwana; padhwana; sikhna; sikhana"
)
GOODS: Final = Phrases(
    "buy; purchase; kharidna; khareedna; khareed; mangwana; mangana; order karna; order karo; "
    "ख़रीदना; मंगवाना"
)
STRENGTHS: Final = ((SERVICE, 0.8), (WORK, 0.8), (CAUSED, 0.5), (MADE_TO, 0.5))
SPOKEN_ONLY: Final = (SERVICE, CAUSED, GOODS)
"""Said of the wish, not of what is looked for, so not looked for."""
GOODS_STRENGTH: Final = 0.5


def read_kinds(sentence: Sentence) -> None:
    """Note the strongest hint, and take the words that say nothing else."""
    hints = [
        (strength, "service", at)
        for phrases, strength in STRENGTHS
        for at in sentence.each(phrases)
    ]
    hints += [(GOODS_STRENGTH, "goods", at) for at in sentence.each(GOODS)]
    if hints:
        strength, kind, at = max(hints, key=lambda hint: hint[0])
        hint = Hint(kind="goods" if kind == "goods" else "service", strength=strength)
        sentence.note("kind", hint, list(at))
    for phrases in SPOKEN_ONLY:
        for at in list(sentence.each(phrases)):
            sentence.drop(at)
