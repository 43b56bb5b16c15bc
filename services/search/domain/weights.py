"""What counts how much when results are put in order; docs/ranking.md tells buyers the same."""

import msgspec

from services.search.domain.meaning import MeaningKind


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A query whose every word stands in a title as typed is worth `whole`.

    What is said of a word (`typed` … `body`) is a share of that word's worth; what is said of the
    goods (`fame` … `scheme`) is added, and together stays below what a title as typed has before
    any other: an exact match is never passed for being popular, near or somebody's.
    """

    whole: float = 10.0
    exact: float = 9.0
    """All that was typed is the whole title, in whichever script: on top of all its words, and more
    than all that another of these words can have besides, in its text, its place and its favour."""
    typed: float = 1.0
    """The word stands in the title, letter by letter."""
    key: float = 0.92
    """It stands there in another spelling, script or number."""
    variant: float = 0.8
    """In a spelling that may be another word too."""
    meaning: float = 0.82
    """The title says the same with another word."""
    meaning_by_key: float = 0.68
    """The same word in another spelling, which may be another word too."""
    family: float = 0.7
    """The name of the category has the word: all of it is bamboo, or brass."""
    whole_category: float = 0.6
    """Asked for a category as such, and the goods are of it."""
    category: float = 0.4
    """The goods are of the category of what is meant, though no word of theirs says it."""
    second_category: float = 0.25
    needed_category: float = 0.65
    """The same where a need was told: it is met by goods that never name it."""
    second_needed: float = 0.45
    body: float = 0.4
    """Only the description, materials, maker or place say it."""
    meaning_in_body: float = 0.3
    near: float = 0.75
    """The title has a word spelt much like it, times how much."""
    apart: float = 0.4
    """Of words that say something together: what each adds by itself."""
    more: float = 0.2
    """What each further sign for the same word adds of its own worth."""
    least: float = 0.25
    """Below this share of `whole` it is not shown: junk is worse than little."""
    sure: float = 0.5
    """The same where there are so many goods that titles alone are asked."""
    little: float = 0.12
    """The same where hardly anything reaches `least`."""

    thing: float = 1.0
    wide_thing: float = 0.65
    """A whole category by its name: beside the name of goods it is the lesser word."""
    unknown: float = 0.8
    """A word that nobody explained, but goods have it."""
    strange: float = 0.3
    """A word that neither goods nor meanings have, nor anything spelt like it."""
    material: float = 0.6
    colour: float = 0.5
    occasion: float = 0.5
    person: float = 0.5
    quality: float = 0.3
    number: float = 0.15
    place: float = 0.3
    """A place's name: the place itself is a wish."""
    told: float = 1.2
    """Several words that name one thing or tell one need."""
    use: float = 0.5
    """What goods are for, in one word ("kitchen")."""

    in_price: float = 4.0
    """Within the price that the words asked for; what is a little dearer follows after."""
    in_place: float = 1.5
    """In the place that the words named: goods travel, so what they are goes before."""
    service_in_place: float = 3.0
    """Services do not travel."""
    very_place: float = 0.5
    """More of the same for the very village, town or block."""
    near_me: float = 2.0
    """Asked for what is near, with a position: in place of `distance`."""
    kind: float = 0.5
    cheap: float = 0.6

    fame: float = 0.3
    chosen: float = 0.2
    """Others chose it after the same words: times its share of their choices."""
    fresh: float = 0.1
    distance: float = 0.25
    in_stock: float = 0.1
    scheme: float = 0.1
    """Makers whom a scheme helps: a little, known to everybody."""

    def of_category(self, slug: str, kind: MeaningKind, category: str, rank: int) -> float:
        """What it is worth that goods are of a category, the `rank`-th of a meaning's."""
        if slug == category:
            return self.whole_category
        if kind == "need":
            return self.second_needed if rank else self.needed_category
        return self.second_category if rank else self.category

    def of_kind(self, kind: MeaningKind) -> float:
        """What a word is worth that has a meaning of this kind."""
        return {
            "thing": self.thing,
            "need": self.thing,
            "material": self.material,
            "colour": self.colour,
            "occasion": self.occasion,
            "person": self.person,
            "quality": self.quality,
        }[kind]
