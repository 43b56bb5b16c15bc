"""What callers send of products."""

from typing import Annotated, Any

from msgspec import Meta

from chassis.doors import Body
from contracts.values import whole
from services.catalog.domain.values import Details, Food, ProductKind
from services.catalog.domain.words import clean
from services.catalog.entrypoints.bodies import Id, StoryBody, TextBody

Slug = Annotated[str, Meta(max_length=40)]
Paise = Annotated[int, Meta(ge=0, le=1_000_000_000)]
Grams = Annotated[int, Meta(ge=0, le=1_000_000)]
BasisPoints = Annotated[int, Meta(ge=0, le=10_000)]
Days = Annotated[int, Meta(ge=0, le=3650)]
Kilometres = Annotated[int, Meta(ge=0, le=100)]
Hsn = Annotated[str, whole("([0-9]{4}|[0-9]{6}|[0-9]{8})?")]
Materials = Annotated[list[Annotated[str, Meta(min_length=1, max_length=60)]], Meta(max_length=30)]
Tags = Annotated[
    list[Annotated[str, whole("[a-z0-9]+(-[a-z0-9]+)*", max_length=40)]],
    Meta(max_length=20),
]


class FoodBody(Body):
    """The maker's FSSAI number (14 digits) and the days that it keeps."""

    fssai: Annotated[str, whole("([0-9]{14})?")] = ""
    shelf_life_days: Days = 0

    def food(self) -> Food:
        return Food(fssai=self.fssai, shelf_life_days=self.shelf_life_days)


class EditBody(Body):
    """What is to change; what is left out stays. `price` in paise with tax."""

    category: Slug | None = None
    title: TextBody | None = None
    description: StoryBody | None = None
    price: Paise | None = None
    hsn: Hsn | None = None
    gst_bp: BasisPoints | None = None
    weight_g: Grams | None = None
    materials: Materials | None = None
    making_days: Days | None = None
    tags: Tags | None = None
    food: FoodBody | None = None
    radius_km: Kilometres | None = None

    def changes(self) -> dict[str, object]:
        """By the names of `Details`, cleaned."""
        return {name: value for name, value in _details(self).items() if value is not None}


class ProductBody(Body):
    """A draft: what is left out can follow before it is submitted. `price` in paise with tax;
    `radius_km` only of a service: how far its provider travels, 0 as far as is usual (10)."""

    seller_id: Id
    kind: ProductKind
    category: Slug
    title: TextBody
    description: StoryBody | None = None
    price: Paise = 0
    hsn: Hsn = ""
    gst_bp: BasisPoints | None = None
    weight_g: Grams = 0
    materials: Materials = []
    making_days: Days = 0
    stock: Annotated[int, Meta(ge=0, le=100_000)] = 0
    tags: Tags = []
    food: FoodBody | None = None
    radius_km: Kilometres = 0

    def details(self) -> Details:
        return Details(**{k: v for k, v in _details(self).items() if v is not None})


def _details(body: EditBody | ProductBody) -> dict[str, Any]:
    given = {name: getattr(body, name) for name in Details.__struct_fields__}
    given |= {
        "title": body.title and body.title.text(),
        "description": body.description and body.description.text(),
        "food": body.food and body.food.food(),
        "materials": body.materials and [clean(material) for material in body.materials],
    }
    return given
