"""What the audit trail is asked to do."""

from contracts.message import Message


class SealTrail(Message):
    """Sign a checkpoint of the audit trail, if one is due."""
