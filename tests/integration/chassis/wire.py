"""What the tiny service says and hears; the name it runs under is of one test run."""

import os
from typing import ClassVar

from chassis.errors import Invalid
from contracts.message import Event, Message
from contracts.values import Text

NAME = os.environ.get("WORKBENCH", "workbench")


class BenchEvent(Event):
    """Base: published under the name of this run."""

    SUBJECT: ClassVar[str] = "parcel_id"

    parcel_id: str

    @classmethod
    def publisher(cls) -> str:
        return NAME


class ParcelWeighed(BenchEvent):
    """A parcel was on the scales; `how` tells what befalls its handler."""

    grams: int
    how: str = ""


class ParcelLabelled(BenchEvent):
    """A parcel has its label."""


class HowMany(Message):
    """How many parcels are there?"""

    parcel_id: str


class SoMany(Message):
    """So many."""

    parcels: int


class TooHeavy(Invalid):
    """No partner carries it."""

    text = Text(hi="पार्सल बहुत भारी है।", en="The parcel is too heavy.")
