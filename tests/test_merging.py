"""Two people at one list: whatever the two did, each finds their own change again or is told why not."""

from collections import Counter
from dataclasses import fields, replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.desk.current_reports.merging import (
    Clash,
    merge,
    merged_indicators,
    merged_locks,
    merged_notes,
)
from assistant.figures import Indicator, Note

_UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = ("培训", "图解", "信箱")
NUMBERS = st.sampled_from([None, Decimal(1), Decimal(2), Decimal(3)])
INDICATORS = st.builds(
    Indicator,
    st.sampled_from(NAMES),
    NUMBERS,
    st.sampled_from(["场", "次"]),
    st.sampled_from(["overview.active", "overview.platform"]),
    NUMBERS,
    st.sampled_from(["", "over"]),
    st.sampled_from(["", "对话"]),
)
TABLES = st.lists(INDICATORS, max_size=3, unique_by=lambda item: item.name)
"""As the desk keeps them: two of one name are refused."""
NOTES = st.lists(
    st.builds(Note, st.sampled_from(["problems", "other"]), st.sampled_from("甲乙丙"), st.sampled_from(["", "对话"])),
    max_size=4,
    unique_by=lambda note: (note.aspect, note.text),
)
LOCKS = st.lists(st.sampled_from("一二三四"), max_size=4, unique=True)
PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2)), max_size=4)
TOGETHER = {"value", "about", "origin"}
"""A number, how exactly it is known and where it was told are one statement: half of one is nobody's."""


def merged_pairs(base, ours, theirs):
    return merge(base, ours, theirs, key=lambda pair: pair[0])


def numbered(items):
    """Items by key, the second of one key being another item."""
    met, out = Counter(), {}
    for item in items:
        out[item[0], met[item[0]]] = item
        met[item[0]] += 1
    return out


def named(items):
    return {item.name: item for item in items}


def changed(base, item):
    """The fields in which an item is otherwise than it was."""
    return {one.name for one in fields(base) if getattr(item, one.name) != getattr(base, one.name)}


@_UNHURRIED
@given(PAIRS, PAIRS)
def test_where_only_one_changed_the_list_it_is_as_that_one_left_it(base, changed_list):
    assert merged_pairs(base, changed_list, base) == (changed_list, [])
    kept, clashes = merged_pairs(base, base, changed_list)
    assert (Counter(kept), clashes) == (Counter(changed_list), [])


@_UNHURRIED
@given(PAIRS, PAIRS)
def test_what_both_made_alike_is_no_clash(base, made):
    assert merged_pairs(base, made, made) == (made, [])


@_UNHURRIED
@given(PAIRS, PAIRS, PAIRS)
def test_every_item_is_as_the_one_who_changed_it_left_it_or_is_reported(base, ours, theirs):
    kept, clashes = merged_pairs(base, ours, theirs)
    seen, mine, other = numbered(base), numbered(ours), numbered(theirs)
    wanted, reported = [], []
    for key in {*seen, *mine, *other}:
        old, new, now = seen.get(key), mine.get(key), other.get(key)
        if new not in (old, now) and now != old:
            reported.append(Clash(old, now, new))
        stands = now if now != old else new
        wanted += [stands] if stands is not None else []
    assert Counter(kept) == Counter(wanted)
    assert Counter(clashes) == Counter(reported)


@_UNHURRIED
@given(TABLES, TABLES, TABLES)
def test_indicators_keep_each_field_that_only_one_changed(base, ours, theirs):
    kept, refused = merged_indicators(base, ours, theirs)
    seen, mine, other, now = named(base), named(ours), named(theirs), named(kept)
    assert len(kept) == len(now), "no name twice"
    for name in {*seen, *mine, *other} - refused.keys():
        old, our, their, stands = seen.get(name), mine.get(name), other.get(name), now.get(name)
        if old in (their, our):
            assert stands == (our if their == old else their)
        elif our == their:
            assert stands == our
        else:
            # Both changed it and nobody is told: then each field is as the one who changed it left it.
            assert None not in (old, our, their)
            for one in changed(old, our):
                assert getattr(stands, one) == getattr(our, one)
            for one in changed(old, their):
                assert getattr(stands, one) == getattr(their, one)


@_UNHURRIED
@given(TABLES, TABLES, TABLES)
def test_an_indicator_both_changed_otherwise_stands_as_the_first_left_it_and_is_told(base, ours, theirs):
    kept, refused = merged_indicators(base, ours, theirs)
    seen, mine, other, now = named(base), named(ours), named(theirs), named(kept)
    for name in {*seen, *mine, *other}:
        old, our, their = seen.get(name), mine.get(name), other.get(name)
        if our in (old, their) or their == old:
            assert name not in refused, "only one changed it, or both did the same"
            continue
        if None in (old, our, their):
            clash = True
        else:
            both = changed(old, our) & changed(old, their)
            clash = any(getattr(our, one) != getattr(their, one) for one in both)
            pairs = [(getattr(our, one), getattr(their, one)) for one in sorted(TOGETHER)]
            clash |= all(changed(old, one) & TOGETHER for one in (our, their)) and any(a != b for a, b in pairs)
        assert clash == (name in refused)
        if clash:
            assert now.get(name) == their
            assert name in refused[name]
            assert refused[name].endswith("。")


@_UNHURRIED
@given(TABLES, st.sampled_from(NAMES), st.tuples(*[st.integers(1, 999)] * 3).filter(lambda three: len(set(three)) == 3))
def test_who_comes_second_reads_both_values(others, name, values):
    rest = [item for item in others if item.name != name]
    first, second, third = (Indicator(name, Decimal(value), "场") for value in values)
    kept, refused = merged_indicators([*rest, first], [*rest, third], [*rest, second])
    assert named(kept)[name] == second
    assert list(refused) == [name]
    assert f"改为“{values[1]}场”，您填的是“{values[2]}场”" in refused[name]


@_UNHURRIED
@given(NOTES, NOTES, NOTES)
def test_work_facts_of_both_stand(base, ours, theirs):
    kept, both = merged_notes(base, ours, theirs)
    seen, mine, other, now = (
        {(note.aspect, note.text): note for note in notes} for notes in (base, ours, theirs, kept)
    )
    assert len(kept) == len(now), "none twice"
    for key in {*seen, *mine, *other, *now}:
        old, our, their = seen.get(key), mine.get(key), other.get(key)
        assert now.get(key) == (our if their == old else their)
    for aspect in ("problems", "other"):
        old, our, their = ({note for note in notes if note.aspect == aspect} for notes in (base, ours, theirs))
        if old not in (our, their) and our != their:
            assert both, "both changed the same section's: it is to be looked through"


@_UNHURRIED
@given(NOTES, NOTES)
def test_work_facts_of_one_alone_need_no_look(base, changed_notes):
    assert merged_notes(base, changed_notes, base) == (changed_notes, False)
    kept, both = merged_notes(base, base, changed_notes)
    assert (Counter(kept), both) == (Counter(changed_notes), False)


@_UNHURRIED
@given(LOCKS, LOCKS, LOCKS)
def test_a_sentence_is_locked_as_the_one_who_changed_it_left_it(base, ours, theirs):
    kept = merged_locks(base, ours, theirs)
    assert len(kept) == len(set(kept))
    for sentence in "一二三四":
        before, mine, other = (sentence in one for one in (base, ours, theirs))
        assert (sentence in kept) == (other if mine == before else mine)
    assert set(merged_locks(base, ours, base)) == set(ours)
    assert merged_locks(base, base, theirs) == theirs


def test_a_number_agreed_upon_and_a_unit_changed_by_one_need_no_choice():
    old = Indicator("培训", Decimal(1), "次")
    theirs, ours = replace(old, value=Decimal(2)), replace(old, value=Decimal(2), unit="场")
    assert merged_indicators([old], [ours], [theirs]) == ([ours], {})
