"""In which areas a seller's place lies."""

from contracts import places
from contracts.policy import Area
from services.catalog.domain.refusals import DistrictNotKnown


def areas_of(block: int, district: int) -> list[Area]:
    """The areas whose officers look after a place: block, district, state."""
    if district not in places.STATE_OF:
        raise DistrictNotKnown(field="district", allowed="an LGD district code")
    return places.areas_of(block, district)
