"""The notices that stand in the repository, read once."""

import hashlib
from importlib.resources import files
from typing import Final

import msgspec

from services.accounts.domain.notice import Notice, Notices

FOLDER: Final = files("services.accounts") / "notices"


def read_notices() -> Notices:
    """Every `<name>.<version>.json`, each with the SHA-256 of its bytes."""
    texts = [file.read_bytes() for file in FOLDER.iterdir() if file.name.endswith(".json")]
    read = [(msgspec.json.decode(text, type=Notice), text) for text in texts]
    return Notices(
        [
            msgspec.structs.replace(notice, hash=hashlib.sha256(text).hexdigest())
            for notice, text in read
        ]
    )
