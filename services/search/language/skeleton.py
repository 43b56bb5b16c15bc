"""The consonants of a key: what stays when people disagree about vowels."""

_VOWELS = str.maketrans("", "", "aeiou")


def skeleton(key: str) -> str:
    """Give the consonants of a key; a first vowel is kept as "a", so that it is never empty."""
    bare = key.translate(_VOWELS)
    return "a" + bare if key[:1] in "aeiou" else bare
