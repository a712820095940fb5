"""Where the lists of a school are."""

from tests.bouwstenen import SCHOOL

LEERLINGEN = f"/v1/scholen/{SCHOOL}/leerlingen"
TERMIJNEN = f"/v1/scholen/{SCHOOL}/termijnen"
SIGNALEN = f"/v1/scholen/{SCHOOL}/signalen"
KENGETALLEN = f"/v1/scholen/{SCHOOL}/kengetallen"
GROEPEN = f"/v1/scholen/{SCHOOL}/groepen"
