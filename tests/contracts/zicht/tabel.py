"""domain.md §3 as facts: who sees each field of each event, what is sealed, what is kept how long, whose it is."""

P = "nl.passendonderwijs."
GEVRAAGD = (
    f"{P}aanmeldingen.passendeplekgezocht.v1, {P}toewijzingen.adviesvraagingediend.v1, "
    f"{P}toewijzingen.arrangementaangevraagd.v1, {P}toewijzingen.tlvaangevraagd.v1"
)
PERSOON = f"SO z W(na {GEVRAAGD})"

# Event → who sees each of its fields.
ZICHT: dict[str, dict[str, str]] = {
    "aanmeldingen.ontvangen.v1": dict.fromkeys(
        (
            "ontvangstdatum", "gewensteStart", "leerjaar", "vorigeSchool", "koppelcode", "vermoedenExtraOndersteuning",
            "schriftelijk",
        ),
        "SO",
    ),
    "aanmeldingen.aanvullinggevraagd.v1": {"datum": "SO"},
    "aanmeldingen.aanvullingontvangen.v1": {"datum": "SO"},
    "aanmeldingen.beslistermijnverlengd.v1": dict.fromkeys(("datum", "reden", "nieuweDatum", "ouderMededeling"), "SO"),
    "aanmeldingen.onderwijsbehoefteinkaartgebracht.v1": dict.fromkeys(("datum", "gebied", "kernvraag"), "SO w"),
    "aanmeldingen.passendaanbodgedaan.v1": dict.fromkeys(("datum", "soort", "niveau"), "SO w"),
    "aanmeldingen.toegelaten.v1": {"datum": "SO W"},
    "aanmeldingen.toelatinggeweigerd.v1": dict.fromkeys(
        ("datum", "grond", "grensCode", "profielversie", "afweging", "bereidGevondenSchool"), "SO W v"
    ),
    "aanmeldingen.tijdelijkgeplaatst.v1": {"datum": "SO W"},
    "aanmeldingen.passendeplekgezocht.v1": dict.fromkeys(("datum", "aanleiding", "swvBegeleidt"), "SOW v"),
    "aanmeldingen.plekvoorgesteld.v1": dict.fromkeys(("datum", "voorgesteldeSchool", "reactieOuders"), "SOW v"),
    "aanmeldingen.passendeplekgevonden.v1": dict.fromkeys(("datum", "gevondenSchool"), "SOW v"),
    "leerlingen.ingeschreven.v1": {
        "inschrijfdatum": "SO w", "groep": "SO", "leerjaar": "SO", "extraOndersteuning": "SO",
    },
    "leerlingen.groepgewijzigd.v1": {"groep": "SO", "vanaf": "SO"},
    "leerlingen.persoonsgegevensvastgelegd.v1": dict.fromkeys(
        ("datum", "naam", "geboortedatum", "adres", "woongemeente"), PERSOON
    ),
    "leerlingen.aanspreekpunttoegewezen.v1": {"datum": "SO w z", "rol": "SO w z"},
    "leerlingen.uitgeschreven.v1": {"datum": "SOW", "reden": "SOW", "volgendeSchool": "SOW"},
    "leerlingen.verzuimgrensbereikt.v1": {"datum": "S"},
    "leerlingen.verzuimgemeld.v1": {"soort": "S O G", "datum": "S O G"},
    "leerlingen.thuiszittergesignaleerd.v1": {"datum": "S G W O"},
    "leerlingen.koppelcodevernieuwd.v1": {"datum": "SO"},
    # Granted to nobody: domain.md names no audience.
    "leerlingen.dossiersgekoppeld.v1": {"datum": "mee", "anderDossier": ""},
    "leerlingen.bewaartermijnverstreken.v1": {"datum": "mee", "bewaarklasse": ""},
    "leerlingen.sleutelvernietigd.v1": {"datum": "mee", "bewaarklasse": ""},
    "ondersteuningsplannen.signaalvastgelegd.v1": {"datum": "S", "gebied": "S", "niveau": "S"},
    "ondersteuningsplannen.groepsplanvastgesteld.v1": {"datum": "S", "groep": "S", "soort": "S"},
    "ondersteuningsplannen.groepsplanbesproken.v1": {"datum": "S", "groep": "S"},
    "ondersteuningsplannen.seometingafgenomen.v1": dict.fromkeys(("datum", "groep", "periode", "instrument"), "S"),
    "ondersteuningsplannen.plangestart.v1": dict.fromkeys(
        ("datum", "planId", "soort", "nummer", "gebied", "doel", "evaluatiedatum"), "SO"
    ),
    "ondersteuningsplannen.plangeevalueerd.v1": dict.fromkeys(
        ("datum", "planId", "resultaat", "metOuders", "metLeerling"), "SO"
    ),
    "ondersteuningsplannen.oudersgesproken.v1": dict.fromkeys(("datum", "wijze", "leerlingErbij"), "SO"),
    "ondersteuningsplannen.niveaugewijzigd.v1": {"datum": "SOW", "niveau": "SOW", "richting": "SO", "reden": "SO"},
    "ondersteuningsplannen.handelingsverlegenheidvastgesteld.v1": {"datum": "SO w", "gebied": "SO w"},
    "ondersteuningsplannen.oppconceptopgesteld.v1": {"datum": "SO"},
    "ondersteuningsplannen.leerlinggehoord.v1": dict.fromkeys(("datum", "wijze", "via", "inbreng", "invloed"), "SO"),
    "ondersteuningsplannen.leerlingzietafvanhoren.v1": {"datum": "SO"},
    "ondersteuningsplannen.leerlingteruggekoppeld.v1": {"datum": "SO"},
    "ondersteuningsplannen.oppmetoudersbesproken.v1": {"datum": "SO"},
    "ondersteuningsplannen.handelingsdeelingestemd.v1": {"versie": "SO", "datum": "SO"},
    "ondersteuningsplannen.handelingsdeelinstemminggeweigerd.v1": {"versie": "SO", "datum": "SO"},
    "ondersteuningsplannen.handelingsdeelinstemmingingetrokken.v1": {"versie": "SO", "datum": "SO"},
    "ondersteuningsplannen.oppvastgesteld.v1": {
        **dict.fromkeys(("datum", "versie", "ingangsdatum"), "SOW"),
        **dict.fromkeys(("uitstroombestemming", "bevorderend", "belemmerend", "handelingsdeel"), "SO w v"),
    },
    # "S W(status)": that the ROD answered, and when; which answer it was, is the type.
    "ondersteuningsplannen.oppgeregistreerdinrod.v1": {
        "datum": "S W", **dict.fromkeys(("begindatum", "einddatum", "kenmerk"), "S"),
    },
    "ondersteuningsplannen.rodregistratiegeweigerd.v1": {
        "datum": "S W", **dict.fromkeys(("begindatum", "einddatum", "kenmerk"), "S"),
    },
    "ondersteuningsplannen.oppgeevalueerd.v1": {
        "datum": "SOW", "metOuders": "SO", "metLeerling": "SO", "besluit": "SOW",
    },
    "ondersteuningsplannen.oppbijgesteld.v1": {"datum": "SO W"},
    "ondersteuningsplannen.oppafgesloten.v1": {"datum": "SO W"},
    "ondersteuningsplannen.zorgdossiersamengesteld.v1": dict.fromkeys(
        ("datum", "spoor", "metingen", "interventies"), "SO z"
    ),
    "ondersteuningsplannen.diagnosegemeld.v1": dict.fromkeys(("datum", "spoor", "uitkomst"), "SO"),
    "ondersteuningsplannen.medischhandelenovereengekomen.v1": dict.fromkeys(
        ("datum", "soort", "toestemmingId", "bekwaamVerklaard"), "SO"
    ),
    "ondersteuningsplannen.medischhandelenbeeindigd.v1": {"datum": "SO", "soort": "SO"},
    "schoolprofielen.ondersteuningsaanbodvastgesteld.v1": dict.fromkeys(
        ("datum", "schooljaar", "profielversie", "basis", "extra", "grenzen"), "openbaar"
    ),
    "schoolprofielen.mrinstemmingverleend.v1": {"datum": "S W", "profielversie": "S W"},
    "schoolprofielen.expertisegeregistreerd.v1": dict.fromkeys(("datum", "functie", "aantal", "opleiding"), "S W"),
    "schoolprofielen.ondersteuningsinzetgerapporteerd.v1": dict.fromkeys(
        ("datum", "schooljaar", "gebied", "aanbod", "aantal", "effect"), "S W"
    ),
    "schoolprofielen.vraagzonderaanbodgerapporteerd.v1": dict.fromkeys(
        ("datum", "schooljaar", "gebied", "aantal"), "S W"
    ),
    # "SO W as the events it stands for": Ingeschreven, AanspreekpuntToegewezen, NiveauGewijzigd, OppVastgesteld and
    # what precedes and follows it, PlanGestart, TlvToegekend, ArrangementToegekend, Gehouden, the signals.
    "dossiers.beginstandvastgelegd.v1": {
        "datum": "mee", "inschrijfdatum": "SO w", "groep": "SO", "leerjaar": "SO", "extraOndersteuning": "SO",
        "aanspreekpunt": "SO w", "niveau": "SOW", "niveauSinds": "SOW",
        **dict.fromkeys(("opp", "opp.versie", "opp.vastgesteldOp", "opp.ingangsdatum", "opp.laatsteEvaluatie"), "SOW"),
        "opp.uitstroombestemming": "SO w",
        **dict.fromkeys(
            ("opp.metOudersBesprokenOp", "opp.leerlingGehoordOp", "opp.leerlingZietAfOp", "opp.ingestemdOp"), "SO"
        ),
        "opp.rodGeregistreerdOp": "S W",
        **dict.fromkeys(
            (
                "plannen", "plannen.planId", "plannen.soort", "plannen.nummer", "plannen.gebied", "plannen.gestartOp",
                "plannen.evaluatiedatum",
            ),
            "SO",
        ),
        **dict.fromkeys(
            ("tlv", "tlv.tlvNummer", "tlv.soort", "tlv.categorie", "tlv.ingang", "tlv.einde", "tlv.swv"), "SWO"
        ),
        **dict.fromkeys(
            (
                "arrangementen", "arrangementen.soort", "arrangementen.ingang", "arrangementen.einde",
                "arrangementen.evaluatiedatum",
            ),
            "SWO",
        ),
        **dict.fromkeys(("laatsteOverleg", "laatsteOverleg.soort", "laatsteOverleg.datum"), "SO w"),
        **dict.fromkeys(
            ("openTermijnen", "openTermijnen.regel", "openTermijnen.gestartOp", "openTermijnen.einddatum"), "SO"
        ),
    },
    # "audience of what it withdraws, reden SO"
    "dossiers.gebeurtenisingetrokken.v1": {
        "datum": "mee ingetrokken", "id": "mee ingetrokken", "reden": "SO ingetrokken",
    },
}  # fmt: skip
# "Every event also has"; the reason of a correction is personal text, for whom the reason of a withdrawal is.
ALTIJD = {"school": "mee", "grondslag": "mee", "corrigeert": "mee", "corrigeert.id": "mee", "corrigeert.reden": "SO"}
ONDER = {"niveau": {"niveau.canon": "mee", "niveau.regionaal": "mee"}}
# The `*` of domain.md §3.
VERZEGELD = {
    "aanmeldingen.ontvangen.v1": {"koppelcode"},  # no `*` there: sealed since whoever reads it can link the dossier
    "aanmeldingen.beslistermijnverlengd.v1": {"reden"},
    "aanmeldingen.onderwijsbehoefteinkaartgebracht.v1": {"kernvraag"},
    "aanmeldingen.toelatinggeweigerd.v1": {"afweging"},
    "aanmeldingen.plekvoorgesteld.v1": {"reactieOuders"},
    "leerlingen.persoonsgegevensvastgelegd.v1": {"naam", "geboortedatum", "adres"},
    "ondersteuningsplannen.plangestart.v1": {"doel"},
    "ondersteuningsplannen.niveaugewijzigd.v1": {"reden"},
    "ondersteuningsplannen.leerlinggehoord.v1": {"inbreng", "invloed"},
    "ondersteuningsplannen.oppvastgesteld.v1": {"bevorderend", "belemmerend", "handelingsdeel"},
    "ondersteuningsplannen.zorgdossiersamengesteld.v1": {"metingen", "interventies"},
    "ondersteuningsplannen.diagnosegemeld.v1": {"uitkomst"},
    "dossiers.gebeurtenisingetrokken.v1": {"reden"},
}
# domain.md §5, bewaartermijn: verzuim five years, the rest with the leerlingdossier.
VERZUIM = {"leerlingen.verzuimgrensbereikt.v1", "leerlingen.verzuimgemeld.v1", "leerlingen.thuiszittergesignaleerd.v1"}

# "School matters (calendar, aanbod, groups) have a school dossier" (design §3): groepsplan and SEO-meting too.
VAN_DE_SCHOOL = {
    "ondersteuningsplannen.groepsplanvastgesteld.v1", "ondersteuningsplannen.groepsplanbesproken.v1",
    "ondersteuningsplannen.seometingafgenomen.v1", *(naam for naam in ZICHT if naam.startswith("schoolprofielen.")),
}  # fmt: skip
OVERAL = {"dossiers.gebeurtenisingetrokken.v1"}
