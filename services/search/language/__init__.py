"""Plain functions about words: what one word is, however and in whichever script it is typed."""

from services.search.language.closeness import NEAR, closeness
from services.search.language.devanagari import clean
from services.search.language.keys import key, keys
from services.search.language.numbers import Amount, amounts
from services.search.language.plain import plain
from services.search.language.romanise import romanise
from services.search.language.root import root
from services.search.language.skeleton import skeleton
from services.search.language.stems import one_of
from services.search.language.stopwords import NEAR_ME, STOP, is_stop
from services.search.language.trigrams import trigrams
from services.search.language.words import Script, script, words

__all__ = [
    "NEAR",
    "NEAR_ME",
    "STOP",
    "Amount",
    "Script",
    "amounts",
    "clean",
    "closeness",
    "is_stop",
    "key",
    "keys",
    "one_of",
    "plain",
    "romanise",
    "root",
    "script",
    "skeleton",
    "trigrams",
    "words",
]
