"""What a typist may have heard in a Devanagari word, where its letters say something else."""

import re
from collections.abc import Iterator

_OPEN = str.maketrans({"ै": "", "ए": "अ", "ऐ": "अ"})
_LOAN = re.compile("ै\u0902|\u094d.ै|ै[कगटडपबमस]$|^[एऐ].{2}")
"""Where ऐ or ए stands for an English a: hand, track, bag, agency; but not in बैल, थैला, एक."""
_NASAL = re.compile("(?<=[ाीूोौ])\u0902(?=[कखचछटठतथपफ]|$)")
_GAON = re.compile("(?<=ा)(\u0902?)व$")
_DEO = re.compile("(?<=े)व(?=$|[क-ह])")
_CLUSTER = re.compile("([कगचजटडतदनपबमरलसषफवख]\u093c?)\u094d([मरलनवजबफगह])$")


def heard_otherwise(word: str) -> Iterator[str]:
    """Give other spellings: English a, nasals left out, gaon and deo, dharam for dharm, kavy."""
    if "\u0902" in word and (bare := _NASAL.sub("", word)) != word:
        yield bare
    if "व" in word and (vowel := _DEO.sub("ओ", _GAON.sub(r"ओ\1", word))) != word:
        yield vowel
    if _LOAN.search(word):
        yield word.translate(_OPEN)
    if "\u094d" in word:
        if (spoken := _CLUSTER.sub(r"\1\2", word)) != word:
            yield spoken
        if word.endswith("\u094dय"):
            yield word[:-1] + "ी"
