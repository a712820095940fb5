"""Which dossier a school's `subject` names: a pupil's, or the school's own (design §3, docs/decisions/0013)."""

from contracts.codes import Dossiersoort
from eventlog.dossiers import DossierName, own_dossier


def kind_named(school: str, subject: str) -> Dossiersoort:
    """By its own code a school names itself, by anything else a pupil."""
    return Dossiersoort.SCHOOL if subject == school else Dossiersoort.LEERLING


def dossier_named(school: str, subject: str) -> DossierName:
    """The name in the mapping table."""
    return own_dossier(school) if kind_named(school, subject) is Dossiersoort.SCHOOL else (school, subject)
