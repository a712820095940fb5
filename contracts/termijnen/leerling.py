"""What happens to a pupil at a school and so to all its deadlines: those of an aanmelding, an OPP, a plan alike."""

from ..gebeurtenis import TYPE_PREFIX
from .moment import Moment

UITGESCHREVEN = Moment(f"{TYPE_PREFIX}leerlingen.uitgeschreven.v1")
