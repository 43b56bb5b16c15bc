"""Why the audit trail may refuse."""

from chassis.errors import NotFound
from contracts.values import Text


class RecordNotFound(NotFound):
    """No such record, or not in an area of the reader."""

    text = Text(hi="यह अभिलेख नहीं मिला।", en="There is no such record.")
