"""Where in India a name or a PIN code lies; the data and its licences are in `SOURCES.md`."""

from services.search.places.gazetteer import Gazetteer
from services.search.places.place import Level, Place, Point

__all__ = ["Gazetteer", "Level", "Place", "Point"]
