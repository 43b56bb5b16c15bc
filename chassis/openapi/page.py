"""docs/errors.md: every code that a caller may be told, for people and for programmers."""

from collections.abc import Iterable, Mapping, Sequence

from chassis.openapi.refusals import INTERNAL, Known, by_code

_HEAD = ("code", "status", "when", "in English", "हिंदी में", "who tells it", "send it again?")


def rows(services: Mapping[str, Sequence[Known]], gateway: Iterable[Known]) -> str:
    """The table of all refusals, by code."""
    told = by_code(services)
    everyone = len(services)
    found = {
        known: "every service" if len(names) == everyone else ", ".join(names)
        for known, names in told.items()
    }
    both = {(known.code, known.status) for known in found}
    found |= {one: "the gateway" for one in gateway if (one.code, one.status) not in both}
    found[INTERNAL] = "every service"
    ordered = sorted(found.items(), key=lambda item: (item[0].code, item[0].status))
    lines = [_HEAD, ("---",) * len(_HEAD), *(_row(known, names) for known, names in ordered)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _row(known: Known, names: str) -> tuple[str, ...]:
    told = known.text
    cells = (known.when, told.en, told.hi, names, known.again)
    anchor = f'<a id="{known.code}"></a>`{known.code}`'
    return (anchor, str(known.status), *(cell.replace("|", r"\|") for cell in cells))
