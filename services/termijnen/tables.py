"""The tables of running deadlines and what the calendar needs for them, beside the log.

They follow from facts and rules, and can be made again from them.
"""

from sqlalchemy import BigInteger, Column, Date, Index, MetaData, SmallInteger, String, Table, Text, Uuid, text

metadata = MetaData()
"""Of the log's database, beside the tables that are migrated: these are made again (`remake`)."""

made = Table("terms_made", metadata, Column("fingerprint", String(64), primary_key=True))
"""One row: by which rules and in which form the rest was made."""

untold = Table(
    "terms_untold",
    metadata,
    Column("fingerprint", String(64), primary_key=True),
    Column("upto", BigInteger, nullable=False),
)
"""One row as long as what was made again was not yet compared with what was told before.

Of facts up to position `upto` the signals were given by an earlier making.
"""

terms = Table(
    "terms",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("dossier", Uuid, nullable=False),
    Column("regio", Text, nullable=False),
    Column("school", String(6)),
    Column("regel", String(80), nullable=False),
    Column("versie", SmallInteger, nullable=False),
    Column("start", String(128), nullable=False),
    Column("gestart_op", Date, nullable=False),
    Column("einddatum", Date),
    Column("opgeschort_sinds", Date),
    Column("nadert_op", Date),
    Column("gehaald_op", Date),
    Column("vervallen_op", Date),
    Column("sleutel", String(64)),
    # `lopend`, `opgeschort`, `gehaald`, `te_laat_gehaald` or `vervallen`; never what only the day makes of it.
    Column("status", String(20), nullable=False),
    # The day on which the check must look at it; empty when the calendar has nothing more to say.
    Column("next_signal_on", Date),
    Index("terms_by_dossier", "dossier"),
    Index("terms_by_begin", "regel", "gestart_op"),
    Index(
        "terms_due",
        "next_signal_on",
        postgresql_where=text("next_signal_on IS NOT NULL"),
        sqlite_where=text("next_signal_on IS NOT NULL"),
    ),
)

group_periods = Table(
    "group_periods",
    metadata,
    Column("dossier", Uuid, primary_key=True),
    Column("groep", String(16), primary_key=True),
    Column("vanaf", Date, primary_key=True),
    Column("tot", Date),
    Column("school", String(6), nullable=False),
    Index("group_periods_by_school", "school", "vanaf"),
)
"""When which groep of which school is there, by what each dossier tells."""

schools_seen = Table(
    "schools_seen",
    metadata,
    Column("school", String(6), primary_key=True),
    Column("regio", Text, nullable=False),
    Column("seen_on", Date, nullable=False),
)
"""On which day the hub recorded its first fact of a school."""

derived = (terms, group_periods, schools_seen)
"""What is made again."""
