"""`python -m tests.search.spelling [FILE]`: matches, chance collisions and words a second."""

import sys
from collections.abc import Sequence
from pathlib import Path
from time import process_time

from services.search.language.keys import spelt_keys
from tests.search.spelling.lexicon import FILE, Pair, pairs, strangers
from tests.search.spelling.measure import WAYS, share


def main(arguments: Sequence[str]) -> None:
    judged = pairs(Path(arguments[0]) if arguments else FILE)
    apart = strangers(judged)
    print(f"{len(judged)} spellings, {len(apart)} pairs of different words")
    print(f"{'':32}{'spellings':>12}{'as written':>12}{'by chance':>12}")
    for name, match in WAYS.items():
        once, often = share(match, judged), share(match, judged, weighted=True)
        print(f"{name:32}{once:12.4f}{often:12.4f}{share(match, apart):12.4f}")
    print(f"{_speed(judged):,.0f} words/s of processor time through keys, nothing remembered")


def _speed(judged: Sequence[Pair]) -> float:
    tokens = [word for pair in judged for word in (pair.latin, pair.hindi)]
    began = process_time()
    for token in tokens:
        spelt_keys(token)
    return len(tokens) / (process_time() - began)


if __name__ == "__main__":
    main(sys.argv[1:])
