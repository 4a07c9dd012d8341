"""Recognising: an area keeps its id whatever happens to its pairs, and what people said of it holds again."""

import dataclasses
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.areas import group
from mapper.identity import pair_id
from mapper.register import Entry, Register
from mapper.types import State
from mapper.views.rows import rows
from tests import maps

CLIMATE = ("ra/res/60", "wtsa/res/73", "wtdc/res/66", "pp/res/182")
REGIONS = ("pp/res/25", "wtsa/res/54", "wtdc/res/21")


def mesh(*works, hour=10):
    """Accept every pair of some works, one a minute."""
    return [maps.accepted(*pair, at=f"2026-11-30T{hour}:{number:02}:00Z") for number, pair in enumerate(combinations(works, 2))]


EMPTY = Register()
BOTH = [*mesh(*CLIMATE), *mesh(*REGIONS, hour=11)]


def grouped(pairs, register=EMPTY, **more):
    export = dataclasses.replace(maps.export(*pairs), register=register)
    return group(export, rows(export), **more)


def by_works(found):
    return {frozenset(member.item.id for member in area.members): area for area in found.areas}


def named(register, id_, name="Climate"):
    return register.having(dataclasses.replace(register.by_id[id_], name=name, named_by="anna"))


@pytest.fixture
def first():
    return grouped(BOTH)


def test_areas_that_nobody_wrote_down_are_fresh_and_keep_their_ids_once_they_are(first):
    again = grouped(BOTH, first.register)
    assert first.fresh == {area.id for area in first.areas}
    assert (again.fresh, again.register) == (frozenset(), first.register)
    assert [area.id for area in again.areas] == [area.id for area in first.areas]


def test_an_id_stays_when_the_pair_that_it_came_from_is_opened_again(first):
    climate = by_works(first)[frozenset(CLIMATE)]
    fewer = [dataclasses.replace(pair, state=State.STALE) if f"area:{pair.decisions[0].event[:12]}" == climate.id else pair for pair in BOTH[:6]]
    hub = [*fewer, maps.accepted("pp/res/182", "wtsa/res/79"), maps.accepted("pp/res/182", "wtdc/res/23")]
    between = grouped(hub, first.register)
    assert climate.id in {area.id for area in between.areas if {row.id for row in area.rows} & {pair.pair for pair in BOTH[:6]}}
    assert climate.id in {area.id for area in grouped([*BOTH[:6], *hub[6:]], between.register).areas}


def test_all_pairs_opened_again_and_accepted_again_give_the_same_area(first):
    climate = by_works(first)[frozenset(CLIMATE)]
    stale = [*(dataclasses.replace(pair, state=State.STALE) for pair in BOTH[:6]), *BOTH[6:]]
    between = grouped(stale, named(first.register, climate.id))
    assert [area.id for area in between.areas] == [by_works(first)[frozenset(REGIONS)].id]
    told = "has no accepted pair now (6 to be looked at again); what was said of it is kept, and holds again when one is accepted"
    assert between.told == (f"{climate.id} “Climate” {told}",)
    again = by_works(grouped(BOTH, between.register))[frozenset(CLIMATE)]
    assert (again.id, again.name, again.said) == (climate.id, "Climate", ("named by anna",))


def test_an_id_never_comes_to_name_a_neighbour_and_is_given_to_no_other(first):
    climate = by_works(first)[frozenset(CLIMATE)]
    rest = [*(dataclasses.replace(pair, state=State.REJECTED) for pair in BOTH[:6]), *BOTH[6:]]
    gone = grouped(rest, first.register)
    assert climate.id not in [area.id for area in gone.areas]
    anew = [maps.accepted(*CLIMATE[:2], type_="activities", at=BOTH[0].decisions[0].at), *rest]
    assert climate.id not in [area.id for area in grouped(anew, gone.register).areas]


def test_the_larger_of_two_areas_that_grow_together_keeps_its_id_and_the_other_leads_there(first):
    climate, regions = (by_works(first)[frozenset(works)] for works in (CLIMATE, REGIONS))
    every = mesh(*CLIMATE, *REGIONS)
    one = grouped(every, named(first.register, regions.id, "Regions"))
    [area] = one.areas
    assert (area.id, one.register.root(regions.id)) == (climate.id, climate.id)
    assert [sentence.split(",")[0] for sentence in one.told] == [f"{regions.id} “Regions” grew into {climate.id}"]
    assert one.register.by_id[regions.id].name == "Regions"
    apart = by_works(grouped(BOTH, one.register))
    assert apart[frozenset(CLIMATE)].id == climate.id
    assert apart[frozenset(REGIONS)].id not in (climate.id, regions.id)


def test_merged_areas_are_one_and_stay_so_while_they_grow_and_shrink(first):
    climate, regions = (by_works(first)[frozenset(works)] for works in (CLIMATE, REGIONS))
    said = first.register.having(dataclasses.replace(first.register.by_id[regions.id], into=climate.id, merged_by="ben"))
    [area] = grouped(BOTH, said).areas
    assert (area.id, len(area.rows), area.said) == (climate.id, 9, (f"with {regions.id}, merged by ben",))
    more = [*BOTH, maps.accepted("ra/res/1", "pp/res/25"), maps.accepted("ra/res/1", "wtsa/res/54")]
    assert [area.id for area in grouped(more, grouped(BOTH, said).register).areas] == [climate.id]
    stale = [*(dataclasses.replace(pair, state=State.STALE) for pair in BOTH[:6]), *BOTH[6:]]
    assert [area.id for area in grouped(stale, said).areas] == [climate.id]


def test_merged_areas_that_also_grow_together_are_no_circle(first):
    climate, regions = (by_works(first)[frozenset(works)] for works in (CLIMATE, REGIONS))
    said = first.register.having(dataclasses.replace(first.register.by_id[climate.id], into=regions.id, merged_by="ben"))
    found = grouped(mesh(*CLIMATE, *REGIONS), said)
    assert [area.id for area in found.areas] == [regions.id]
    assert found.register.root(climate.id) == regions.id


def split(register, area, work):
    moved = tuple(sorted(row.id for row in area.rows if work in (row.subject.id, row.object.id)))
    kept = dataclasses.replace(register.by_id[area.id], pairs=tuple(pair for pair in register.by_id[area.id].pairs if pair not in moved))
    return register.having(kept, Entry("area:00aa", moved, out_of=area.id, split_by="anna", apart=(work,)))


def test_documents_that_were_split_off_stay_apart_with_the_pairs_that_come_to_them(first):
    climate = by_works(first)[frozenset(CLIMATE)]
    said = split(first.register, climate, "ra/res/60")
    found = {area.id: area for area in grouped(BOTH, said).areas}
    assert (len(found["area:00aa"].rows), len(found[climate.id].rows)) == (3, 3)
    assert found["area:00aa"].said == (f"split from {climate.id} by anna",)
    more = [*BOTH, *(maps.accepted("wtsa/res/79", work, at="2026-12-01T10:00:00Z") for work in CLIMATE if not work.startswith("wtsa"))]
    grown = {area.id: {member.item.id for member in area.members} for area in grouped(more, grouped(BOTH, said).register).areas}
    assert "wtsa/res/79" in grown["area:00aa"]
    assert "ra/res/60" not in grown[climate.id]


def test_what_was_split_off_comes_back_when_that_is_taken_back(first):
    climate = by_works(first)[frozenset(CLIMATE)]
    said = split(first.register, climate, "ra/res/60")
    back = said.having(dataclasses.replace(said.by_id["area:00aa"], pairs=(), into=climate.id))
    assert len({area.id: area for area in grouped(BOTH, back).areas}[climate.id].rows) == 6


def test_an_area_is_known_again_when_its_texts_live_on_under_other_numbers(first):
    climate = by_works(first)[frozenset(CLIMATE)]
    export = maps.export(*BOTH)
    carried = tuple(_renumbered(event) for event in export.decisions)
    pairs = [dataclasses.replace(pair, **_ends(pair), decisions=tuple(map(_renumbered, pair.decisions))) for pair in export.mapped]
    moved = dataclasses.replace(maps.export(*pairs), decisions=export.decisions, carried=carried, register=first.register)
    found = group(moved, rows(moved))
    assert by_works(found)[frozenset({"ra/res/160", *CLIMATE[1:]})].id == climate.id
    assert found.register.by_id[climate.id].pairs != first.register.by_id[climate.id].pairs


def _ends(one):
    left, right = (work.replace("ra/res/60", "ra/res/160") for work in (one.left, one.right))
    return {"left": left, "right": right, "pair": pair_id(one.type, left, right)}


def _renumbered(event):
    return dataclasses.replace(event, **_ends(event))


works = st.sampled_from([*CLIMATE, *REGIONS, "ra/res/1", "wrc/res/2"])
edges = st.lists(st.tuples(works, works).filter(lambda pair: pair[0] < pair[1]), unique=True, min_size=1, max_size=14)


@given(st.lists(edges, min_size=2, max_size=4), st.randoms())
def test_whatever_comes_and_goes_each_pair_is_in_one_area_and_each_id_names_one(looks, random):
    register, over = EMPTY, set()
    for edges_ in looks:
        pairs = [maps.accepted(*pair) for pair in edges_]
        random.shuffle(pairs)
        found = grouped(pairs, register)
        ids = [area.id for area in found.areas]
        assert len(set(ids)) == len(ids)
        assert not over & set(ids)
        assert sorted(row.id for area in found.areas for row in area.rows) == sorted(pair.pair for pair in pairs)
        held = [pair for entry in found.register.entries for pair in entry.pairs]
        assert len(held) == len(set(held))
        assert register.by_id.keys() <= found.register.by_id.keys()
        assert grouped(pairs[::-1], found.register).register == found.register
        register = found.register
        over = {entry.id for entry in register.entries if entry.is_over}
