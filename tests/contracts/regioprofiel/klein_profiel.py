"""The smallest regioprofiel with something in every part, to change one thing in."""

KLEIN = """
code = "klein"
naam = "Klein"
bron = "000"
opp_vanaf = "E1"
extra_vanaf = "E1"
swv = { code = "PO9901", naam = "SWV Klein" }
niveaus = [
  { canon = "B1", regionaal = "basis", naam = "Basis" },
  { canon = "E1", regionaal = "extra", naam = "Extra" },
]
gebieden = [{ canon = "rekenen", regionaal = "2", naam = "Rekenen" }]
hulpvormen.logopedie = { naam = "Logopedie", bekostiger = "zorgverzekering" }
partners.praktijk = { naam = "Praktijk", soort = "logopedie", hulpvormen = ["logopedie"] }
arrangementen.ambulant = { naam = "Ambulant", canon = "E1" }
scholen.99ZA00 = { naam = "De Proef", soort = "BAO", bestuur = "99901", wijk = "Noord", gemeente = "0855" }
"""


def anders(oud: str, nieuw: str) -> str:
    """KLEIN with one text in place of another."""
    assert KLEIN.count(oud) >= 1
    return KLEIN.replace(oud, nieuw, 1)
