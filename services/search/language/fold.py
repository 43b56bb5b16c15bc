"""The fold: spellings of one sound become one, whether typed as Hinglish or as English."""

import re
import unicodedata

_STARTS = (
    ("sch", "sk"),
    ("kn", "n"),
    ("wr", "r"),
    ("ps", "s"),
    ("jn", "gy"),
    ("wh", "v"),
    ("vh", "v"),
)
_SPELLINGS = (
    ("beau", "byu"),
    ("tch", "C"),
    ("cch", "C"),
    ("ch", "C"),
    ("dge", "je"),
    ("ck", "k"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "sy"),
    ("x", "ks"),
    ("ight", "ait"),
    ("ph", "f"),
    ("kh", "k"),
    ("gh", "g"),
    ("Ch", "C"),
    ("jh", "j"),
    ("zh", "j"),
    ("th", "t"),
    ("dh", "d"),
    ("bh", "b"),
    ("sh", "s"),
)
_LETTERS = str.maketrans("cqwzC", "kkvjc")
_SOUNDS = (
    ("aa", "a"),
    ("ee", "i"),
    ("ea", "i"),
    ("oo", "u"),
    ("eyar", "er"),
    ("ayar", "er"),
    ("ae", "e"),
    ("ai", "e"),
    ("ei", "e"),
    ("au", "o"),
    ("ou", "o"),
    ("ao", "o"),
    ("ehe", "aha"),
    ("eh", "ah"),
    ("np", "mp"),
    ("nb", "mb"),
    ("mv", "nv"),
)
_BETWEEN = re.compile(r"(?<=[aeou])y(?=[ei])|(?<=i)y(?=[aeou])")
_DIPHTHONG = re.compile(r"[ae]y(?![aeiou])")
_GLIDE = re.compile(r"(?<=[^aeiou])y|(?<=[ou])y(?![aeiou])")
_YU = re.compile(r"(?<=[^aeiou])yu")
_OW = re.compile(r"ow(?![aeiou])")
_OA = re.compile(r"oa(?=[^aeiou])")
_DOUBLED = re.compile(r"(.)\1+")
_SCHWA = re.compile(r"(?<=[^aeiou])a(?=[^aeiouy][^aeiou]*[aeiou])")
_FIRST = re.compile("[^aeiou]*[aeiou]")
_VOWELS = "aeiou"


def fold(latin: str) -> str:
    """Fold a lower-case Latin word to the letters that its sound needs."""
    text = latin if latin.isascii() else _unaccented(latin)
    for start, sound in _STARTS:
        if text.startswith(start):
            text = sound + text[len(start) :]
    for spelling, sound in _SPELLINGS:
        text = text.replace(spelling, sound)
    if "ow" in text:
        text = _OW.sub("o", text)
    if "oa" in text:
        text = _OA.sub("o", text)
    text = _DOUBLED.sub(_once, text.translate(_LETTERS))
    if "y" in text:
        text = _BETWEEN.sub("", text)
    for spelling, sound in _SOUNDS:
        text = text.replace(spelling, sound)
    return _without_final_schwa(_glided(_without_inner_schwas(text)))


def _without_inner_schwas(text: str) -> str:
    """Keep the first and the last vowel; an "a" between them is typed by some and not by others."""
    first = _FIRST.match(text)
    start = first.end() if first else 0
    return _DOUBLED.sub(r"\1", text[:start] + _SCHWA.sub("", text[start:]))


def _glided(text: str) -> str:
    if "y" not in text:
        return text
    text = _GLIDE.sub("i", _DIPHTHONG.sub("e", _YU.sub("u", text)))
    return text.replace("ii", "i")


def _without_final_schwa(text: str) -> str:
    if len(text) > 4 and text.endswith("ie"):
        return text[:-1]
    if len(text) > 3 and text[-1] == "a" and text[-2] not in _VOWELS and text[-3] not in _VOWELS:
        return text[:-1]
    return text


def _once(doubled: re.Match[str]) -> str:
    letter = doubled.group(1)
    return {"e": "i", "o": "u"}.get(letter, letter)


def _unaccented(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
