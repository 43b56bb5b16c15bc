"""Devanagari in Latin letters as people type it: a table, and schwas left out where unspoken."""

from services.search.language.devanagari import clean


def _table(letters: str, sounds: str) -> dict[str, str]:
    return dict(zip(letters, sounds.split(), strict=True))


_CONSONANTS = _table(
    "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहळ",
    "k kh g gh n ch chh j jh n t th d dh n t th d dh n p ph b bh m y r l v sh sh s h l",
)
_VOWELS = _table("अआइईउऊऋएऐओऔऎऒ", "a a i i u u ri e ai o au e o")
_SIGNS = _table(
    "\u093e\u093f\u0940\u0941\u0942\u0943\u0947\u0948\u094b\u094c\u0946\u094a",
    "a i i u u ri e ai o au e o",
)
_VIRAMA, _DOT, _ANUSVARA = "\u094d", "\u093c", "\u0902"
_SCHWA = ""
_LABIALS = frozenset(("p", "ph", "f", "b", "bh", "m"))
_KEEPS_FINAL = frozenset("yrv")
_ASPIRED = frozenset(("k", "g", "ch", "j", "t", "d", "p", "b", "s"))

Sound = tuple[str, str | None]
"""A consonant (or "") and the vowel after it: "" is an inherent one, None is none."""


def romanise(word: str) -> str:
    """Give a word in Latin letters for display: "चूड़ी" → "chudi"; Latin comes back lower-case."""
    plain = clean(word)
    return plain if plain.isascii() else spell(plain)


def spell(plain: str, flap: str = "d") -> str:
    """Spell a clean word; `flap` is what ड़ becomes, since some type pera and some peda."""
    return _written(_without_schwas(_sounds(plain.replace("ज्ञ", "ग्य"), flap)))


def _sounds(word: str, flap: str) -> list[Sound]:
    sounds: list[Sound] = []
    for letter in word:
        if consonant := _CONSONANTS.get(letter):
            sounds.append((consonant, _SCHWA))
        elif (sign := _SIGNS.get(letter)) and sounds:
            sounds[-1] = (sounds[-1][0], sign)
        elif letter == _VIRAMA and sounds:
            sounds[-1] = (sounds[-1][0], None)
        elif vowel := _VOWELS.get(letter):
            sounds.append(("", vowel))
        elif letter == _ANUSVARA:
            sounds.append(("N", None))
        elif letter == _DOT and sounds:
            sounds[-1] = (_dotted(sounds[-1][0], flap), sounds[-1][1])
        else:
            sounds.append((letter, None))
    return sounds


def _dotted(consonant: str, flap: str) -> str:
    dotted = {"d": flap, "dh": flap + "h", "k": "q", "j": "z", "ph": "f"}
    return dotted.get(consonant, consonant)


def _without_schwas(sounds: list[Sound]) -> list[Sound]:
    """Leave out the inherent vowel at the end of the word, and in V-C_C-V from the right."""
    last = len(sounds) - 1
    for at in range(last, 0, -1):
        consonant, vowel = sounds[at]
        if vowel != _SCHWA or not consonant:
            continue
        nasal = at > 1 and sounds[at - 1][0] == "N"
        before = sounds[at - 2 if nasal else at - 1][1]
        if at == last:
            if not _spoken_at_end(consonant, before):
                sounds[at] = (consonant, None)
        elif before is not None and _spoken_through(consonant, sounds[at + 1]):
            sounds[at] = (consonant, None)
    return sounds


def _spoken_at_end(consonant: str, before: str | None) -> bool:
    """Tell whether the last schwa is heard, as in mitra, kavya and bharatiya."""
    if before is None:
        return consonant in _KEEPS_FINAL
    return before == "i" and consonant == "y"


def _spoken_through(consonant: str, after: Sound) -> bool:
    """Tell whether the next sound takes the consonant on, and is not read as its aspiration."""
    if after[0] in ("", "N") or after[1] is None:
        return False
    return after[0] != "h" or consonant not in _ASPIRED


def _written(sounds: list[Sound]) -> str:
    parts: list[str] = []
    for at, (consonant, vowel) in enumerate(sounds):
        if consonant == "N":
            after = sounds[at + 1][0] if at + 1 < len(sounds) else ""
            parts.append("m" if after in _LABIALS else "n")
            continue
        parts.append(consonant)
        if vowel is not None:
            parts.append(vowel or "a")
    return "".join(parts)
