"""Light stems: plurals and oblique forms go, in Devanagari, in Hinglish and in English."""

import re

_HINDI = (
    ("ीय", "ी"),
    ("ियां", "ी"),
    ("ियों", "ी"),
    ("ियो", "ी"),
    ("िया", "ी"),
    ("ाएं", "ा"),
    ("ायें", "ा"),
    ("ाए", "ा"),
    ("ाये", "ा"),
    ("ाओं", "ा"),
    ("ुएं", "ू"),
    ("ुओं", "ू"),
    ("ओं", ""),
    ("एं", ""),
    ("ें", ""),
    ("ों", ""),
    ("े", "ा"),
)
_LATIN = (
    ("iyaan", "i"),
    ("iyan", "i"),
    ("iyon", "i"),
    ("iyaa", "i"),
    ("iya", "i"),
    ("iyo", "i"),
    ("ayein", "a"),
    ("aye", "a"),
    ("ae", "a"),
    ("aein", "a"),
    ("ein", ""),
    ("ies", "i"),
)
_LOOSE = (
    ("tton", "tton", 0),
    ("oon", "oon", 0),
    ("een", "een", 0),
    ("io", "io", 0),
    ("aon", "a", 3),
    ("on", "", 4),
    ("en", "", 3),
    ("o", "", 4),
    ("ing", "", 6),
    ("as", "a", 4),
    ("is", "i", 3),
    ("ens", "en", 1),
)
_ENGLISH_LE = ("ble", "dle", "gle", "kle", "ple", "fle", "zle", "ttle")
_ENGLISH = (
    (re.compile("a[ts]ion$"), "eshan"),
    (re.compile("[ts]ion$"), "shan"),
    (re.compile("ture$"), "char"),
    (re.compile("(?<=[aeioun])ce$"), "s"),
    (re.compile("age$"), "ej"),
    (re.compile("(?<=[iourn])ge$"), "j"),
    (re.compile("(?<=[^aeiou])le$"), "al"),
    (re.compile("are$"), "er"),
    (re.compile("(?<=...)ate$"), "et"),
    (re.compile("^([^aeiou][rl]|k)a([^aeiou])e$"), r"\1e\2"),
    (re.compile("[iy]([^aeiou])e$"), r"ai\1"),
    (re.compile("([ou][^aeiou])e$"), r"\1"),
    (re.compile("aw(?=[ln]s?$)"), "o"),
    (re.compile("(?<=[aeiou])([^aeiou]*[^aeioucg])[eou](?=[rnlms]$)"), r"\1a"),
)
_HISSED = ("ches", "shes", "sses", "xes", "zes")
_RARELY_PLURAL = ("िया", "ीय", "iya", "iyaa")
"""धनिया is no धनी."""
_NO_PLURAL = ("news", "pars", "nars", "baks", "fars")
_IRREGULAR = {
    "children": "child",
    "feet": "foot",
    "knives": "knife",
    "leaves": "leaf",
    "men": "man",
    "scarves": "scarf",
    "shelves": "shelf",
    "wives": "wife",
    "women": "woman",
}
_CONSONANTS = "कखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह\u093c"
_LEAST = 3


def hindi_stem(word: str) -> str:
    """Take a plural or oblique ending off a clean Devanagari word: पेड़े → पेड़ा."""
    for ending, instead in _HINDI:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: -len(ending)] + instead
    if word.endswith("\u094dस") and len(word) > 4 and word[-3] in "लरट":
        return word[:-2]
    return word


def loose_hindi_stem(word: str) -> str:
    """Give the other noun that an ending may belong to: कपड़ों is of कपड़ा, मटको of मटक or मटका."""
    if word.endswith("\u094bं") and word[-3:-2] in _CONSONANTS and len(word) > 3:
        return word[:-2] + "ा"
    if word.endswith("\u094b") and len(word) > 4:
        return word[:-1]
    return word


def latin_stem(word: str) -> str:
    """Take a sure plural ending off a lower-case Latin word, Hindi or English."""
    for ending, instead in _LATIN:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)] + instead
    return word


def loose_stem(word: str) -> str:
    """Take off what is an ending in some words only: bartano, but also photo; as it is if none."""
    for ending, instead, least in _LOOSE:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)] + instead
    return word


def singular(word: str) -> str:
    """Take the English plural's s off; of four letters where hardly any Hindi word ends so."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.endswith("s") or len(word) < 4 or word[-2] in "suia" or word in _NO_PLURAL:
        return word
    if len(word) == 4 and word[-2] in "eon":
        return word
    if word.endswith("ics") or (word.endswith("ns") and len(word) < 6):
        return word
    return word[:-2] if word.endswith(_HISSED) else word[:-1]


def one_of(word: str) -> str:
    """Give the singular, as it is written, of what may be a plural: चूड़ियाँ → चूड़ी, gifts → gift."""
    if word.endswith(_RARELY_PLURAL):
        return word
    if not word.isascii():
        return hindi_stem(word)
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith("oes") else latin_stem(singular(word))


def direct_case(word: str) -> str:
    """Give the form in -a for a Hindi one in -e: pede → peda; English words bear it too."""
    if len(word) < 4 or word[-1] != "e" or word[-2] in "aeiouc" or word.endswith(_ENGLISH_LE):
        return word
    return word[:-1] + "a"


def english_sound(word: str) -> str:
    """Spell a word the way an English one sounds: plate → plet, tailor → tailar; or leave it."""
    hard = word.replace("ca", "ka")
    for ending, sound in _ENGLISH:
        if (heard := ending.sub(sound, hard)) != hard:
            return heard
    return word
