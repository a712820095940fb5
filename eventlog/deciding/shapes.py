"""The shapes in which a decider reads events: the fields that a rule needs, and none that is sealed."""

from msgspec import Struct


class Shape(Struct, frozen=True, rename="camel", gc=False):
    """Base of a shape without lists or shapes in it; by itself, an event of which it is enough that it is there."""


def per_type(contracts: object, *shapes: type[Struct]) -> dict[str, type]:
    """Each shape under the type of the contract that has its name. AttributeError where there is none of that name."""
    return {getattr(contracts, shape.__name__).kenmerken.type: shape for shape in shapes}
