"""What the school view reads of each event: fields that its contract grants to the school, and no others."""

import contracts.aanmeldingen
import contracts.dossiers
import contracts.inzendingen
import contracts.leerlingen
import contracts.ondersteuningsplannen
import contracts.termijnsignalen

from . import aanmeldingen, dossiers, inzendingen, leerlingen, ondersteuningsplannen, termijnsignalen

SHAPES: dict[str, type] = {
    getattr(contract, shape.__name__).kenmerken.type: shape
    for contract, shapes in (
        (contracts.aanmeldingen, aanmeldingen.SHAPES),
        (contracts.leerlingen, leerlingen.SHAPES),
        (contracts.ondersteuningsplannen, ondersteuningsplannen.SHAPES),
        (contracts.dossiers, dossiers.SHAPES),
        (contracts.termijnsignalen, termijnsignalen.SHAPES),
        (contracts.inzendingen, inzendingen.SHAPES),
    )
    for shape in shapes
}
"""Event type → what is read of it. A shape has the name of its contract, in a module of the same name."""
