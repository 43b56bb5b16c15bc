"""Runs of three letters with the ends of the word marked."""


def trigrams(key: str) -> list[str]:
    """Give the distinct trigrams in order: "peda" → "^pe", "ped", "eda", "da$"."""
    marked = f"^{key}$"
    return list(dict.fromkeys(marked[at : at + 3] for at in range(len(marked) - 2)))
