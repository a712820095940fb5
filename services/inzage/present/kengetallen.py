"""Figures and groepen of a school as inzage answers them."""

from dataclasses import asdict

from projections import school
from projections.school import Groepsmomentsoort

from .. import antwoord


def present_kengetallen(getallen: school.Kengetallen) -> antwoord.Kengetallen:
    """The figures."""
    return antwoord.Kengetallen(**asdict(getallen))


def present_groep(kalender: school.Groepskalender) -> antwoord.Groep:
    """A groep with what was done in its schooljaar."""
    return antwoord.Groep(
        groep=kalender.groep,
        leerlingen=kalender.leerlingen,
        seo_nov=_meting(kalender, Groepsmomentsoort.SEO_NOVEMBER),
        seo_apr=_meting(kalender, Groepsmomentsoort.SEO_APRIL),
        groepsplan_vak=tuple(m.datum for m in kalender.van(Groepsmomentsoort.GROEPSPLAN_VAK)),
        groepsplan_gedrag=tuple(m.datum for m in kalender.van(Groepsmomentsoort.GROEPSPLAN_GEDRAG)),
        groepsplan_besproken=tuple(m.datum for m in kalender.van(Groepsmomentsoort.GROEPSPLAN_BESPROKEN)),
    )


def _meting(kalender: school.Groepskalender, soort: Groepsmomentsoort) -> antwoord.SeoMeting | None:
    metingen = kalender.van(soort)
    return antwoord.SeoMeting(datum=metingen[-1].datum, instrument=metingen[-1].instrument or "") if metingen else None
