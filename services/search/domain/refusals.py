"""Why search may refuse what staff ask of its meanings."""

from chassis.errors import Conflict, Invalid, NotFound
from contracts.values import Text


class MeaningNotFound(NotFound):
    """No such meaning."""

    text = Text(hi="यह अर्थ नहीं मिला।", en="There is no such meaning.")


class MeaningTaken(Conflict):
    """Another meaning has that slug, known or retired."""

    text = Text(hi="इस नाम का अर्थ पहले से है।", en="There is a meaning of this name already.")


class CategoryNotListed(Invalid):
    """Not one of the categories by which things are sold."""

    text = Text(hi="ऐसी कोई श्रेणी नहीं है।", en="There is no such category.")


class BroaderNotKnown(Invalid):
    """A wider meaning that there is not, or that is retired."""

    text = Text(hi="यह व्यापक अर्थ नहीं मिला।", en="There is no such wider meaning.")


class BroaderCircular(Invalid):
    """A wider meaning that is itself a narrower one of this."""

    text = Text(
        hi="कोई अर्थ अपने से ही व्यापक नहीं हो सकता।", en="A meaning cannot be wider than itself."
    )


class TermEmpty(Invalid):
    """No letter or digit by which anybody could find it."""

    text = Text(hi="शब्द लिखें।", en="Write a word.")


class TermTooLong(Invalid):
    """Nobody asks in that many words."""

    text = Text(
        hi="अधिक से अधिक {words} शब्द और {letters} अक्षर लिखें।",
        en="Write at most {words} words and {letters} characters.",
    )


class TermTwice(Invalid):
    """The same words in the same language and script, two times."""

    text = Text(hi="यह शब्द दो बार लिखा है।", en="This term is there twice.")


class WeightOutOfRange(Invalid):
    """So loose that it is no synonym, or more than one."""

    text = Text(hi="वज़न {least} से {most} के बीच लिखें।", en="A weight is between {least} and {most}.")
