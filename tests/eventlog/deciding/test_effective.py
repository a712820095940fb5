"""Laws of corrections and withdrawals."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from eventlog.deciding.correction import Lineages, effective, identity, owner

ORGANISATIONS = ("urn:nld:brin:99AA00", "urn:nld:oin:00000099000000000002")
SOURCES = tuple(f"{organisation}:systeem:{name}" for organisation in ORGANISATIONS for name in ("a", "b"))


@dataclass(frozen=True)
class Said:
    source: str
    id: str
    corrects: str | None = None
    withdraws: str | None = None


@st.composite
def histories(draw: st.DrawFn) -> list[Said]:
    """Facts as a dossier can hold them, and wilder: targets that are unknown, withdrawn, or of another."""
    said: list[Said] = []
    for number in range(draw(st.integers(0, 12))):
        ids = [*sorted({fact.id for fact in said}), "onbekend"]
        target = st.sampled_from(ids)
        kind = draw(st.sampled_from(["plain", "plain", "corrects", "withdraws"]))
        source = draw(st.sampled_from(SOURCES))
        # Two systems may use one id; one system never uses it twice.
        id_ = draw(st.sampled_from([f"{number}", *(f.id for f in said if f.source != source)]))
        if any((fact.source, fact.id) == (source, id_) for fact in said):
            id_ = f"{number}"
        said.append(
            Said(
                source,
                id_,
                draw(target) if kind == "corrects" else None,
                draw(target) if kind == "withdraws" else None,
            )
        )
    return said


def simple(*said: tuple[str, str | None, str | None]) -> list[Said]:
    return [Said(SOURCES[0], *one) for one in said]


def ids(said: list[Said]) -> list[str]:
    return [fact.id for fact in said]


def test_as_it_is_meant() -> None:
    a, b, c = ("a", None, None), ("b", None, None), ("c", None, None)
    assert ids(effective(simple(a, b, c, ("A", "a", None)))) == ["A", "b", "c"]
    assert ids(effective(simple(a, b, ("A", "a", None), ("AA", "a", None)))) == ["AA", "b"]
    assert ids(effective(simple(a, b, ("A", "a", None), ("AA", "A", None)))) == ["AA", "b"]
    assert ids(effective(simple(a, b, ("A", "a", None), ("w", None, "A")))) == ["a", "b"]
    assert ids(effective(simple(a, b, ("A", "a", None), ("w", None, "a")))) == ["b"]
    assert ids(effective(simple(a, b, ("A", "a", None), ("AA", "a", None), ("w", None, "AA")))) == ["A", "b"]
    assert ids(effective(simple(a, ("w", None, "a"), b))) == ["b"]


def test_only_the_organisation_itself_corrects_and_withdraws_its_facts() -> None:
    mine = Said(SOURCES[0], "a")
    same_house, stranger = Said(SOURCES[1], "b", corrects="a"), Said(SOURCES[2], "c", corrects="a")
    assert effective([mine, same_house]) == [same_house]
    assert effective([mine, stranger]) == [mine, stranger]
    assert effective([mine, Said(SOURCES[2], "w", withdraws="a")]) == [mine]


def test_one_id_in_two_systems_is_two_facts() -> None:
    one, other = Said(SOURCES[0], "1"), Said(SOURCES[1], "1")
    assert effective([one, other, Said(SOURCES[2], "x", corrects="1")]) == [one, other, Said(SOURCES[2], "x", "1")]
    assert effective([one, other, Said(SOURCES[1], "w", withdraws="1")]) == [one]
    assert effective([one, other, Said(SOURCES[0], "w", withdraws="1")]) == [other]


@given(histories())
def test_what_counts_is_some_of_what_was_said_each_once_without_withdrawals(said: list[Said]) -> None:
    counts = effective(said)
    assert set(counts) <= set(said)
    assert len({identity(fact) for fact in counts}) == len(counts)
    assert all(fact.withdraws is None for fact in counts)


@given(histories())
def test_taking_what_counts_of_what_counts_changes_nothing(said: list[Said]) -> None:
    once = effective(said)
    if len({(owner(fact.source), fact.id) for fact in said}) == len(said):
        assert effective(once) == once
    plain = [fact for fact in said if fact.corrects is None and fact.withdraws is None]
    assert effective(plain) == plain


@given(histories())
def test_each_lineage_counts_at_most_once_in_the_place_of_its_first(said: list[Said]) -> None:
    lineages = Lineages(said)
    firsts = [said.index(lineages.lineage(fact)[0]) for fact in lineages.effective()]
    assert firsts == sorted(set(firsts))


@given(histories(), st.data())
def test_withdrawing_takes_a_fact_and_its_lineage_or_only_the_correction(said: list[Said], data: st.DataObject) -> None:
    before = effective(said)
    if not before:
        return
    target = data.draw(st.sampled_from(before))
    lineage = Lineages(said).lineage(target)
    after = effective([*said, Said(target.source, "intrekking", withdraws=target.id)])
    gone, back = [f for f in before if f not in after], [f for f in after if f not in before]
    assert gone == [target]
    # What comes back, if anything, is what was replaced: an earlier one of the same lineage.
    assert len(back) <= 1
    assert all(fact in lineage and lineage.index(fact) < lineage.index(target) for fact in back)
    if target == lineage[0]:
        assert back == []


@given(histories(), st.data())
def test_correcting_changes_one_place_only(said: list[Said], data: st.DataObject) -> None:
    before = effective(said)
    if not before:
        return
    target = data.draw(st.sampled_from(before))
    correction = Said(target.source, "correctie", corrects=target.id)
    assert effective([*said, correction]) == [correction if fact == target else fact for fact in before]


@given(histories(), st.data())
def test_without_a_lineage_the_others_count_as_before(said: list[Said], data: st.DataObject) -> None:
    lineages = Lineages(said)
    if lineages.effective():
        target = data.draw(st.sampled_from(lineages.effective()))
        assert lineages.effective(without=target) == [fact for fact in lineages.effective() if fact != target]


@given(histories())
def test_organisations_do_not_touch_each_other(said: list[Said]) -> None:
    for organisation in ORGANISATIONS:
        own = [fact for fact in said if owner(fact.source) == organisation]
        assert effective(own) == [fact for fact in effective(said) if owner(fact.source) == organisation]
