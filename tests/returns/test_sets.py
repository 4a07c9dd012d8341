"""A mapping set in SSSOM comes back: what people said of pairs is recorded, what a machine proposed is not."""

from mapper.returns.outcomes import Fate
from mapper.types import FORWARD, Verdict
from tests.returns.sheets import LATER, counts, decisions, take, written


def evident(workspace):
    return sorted((m for m in workspace.mapped("resolutions") if m.proposal), key=lambda m: m.pair)


def decided(workspace):
    """Decide on some pairs."""
    one, other, third = evident(workspace)[:3]
    workspace.decide(one, relation="implements", direction=FORWARD, comment="as agreed; see the report")
    workspace.decide(other, Verdict.REJECT, reason="different-scope", reviewer="ben | co")
    workspace.decide(third, reviewer="anna", relation="mutual-interest")
    workspace.decide(third, reviewer="ben | co", relation="mutual-interest")


def said(event):
    return (event.pair, event.verdict, event.relation, event.direction, event.reason, event.reviewer, event.editions, event.evidence)


def test_what_people_said_in_one_workspace_is_recorded_in_another(small, kept, tmp_path):
    decided(small)
    content = small.export(tmp_path, "sssom")["mapping.sssom.tsv"]
    (tmp_path / "there").mkdir()
    path = tmp_path / "there" / "mapping.sssom.tsv"
    path.write_bytes(content)
    before = decisions(small)
    small.root.joinpath("mapper.db").write_bytes(kept.root.joinpath("mapper.db").read_bytes())
    for left in small.root.glob("mapper.db-*"):
        left.unlink()
    assert decisions(small) == []
    taken = take(small, path)
    assert (counts(taken), taken.unit) == ((4, 0, 0, 0), "line")
    assert sorted(map(said, decisions(small))) == sorted(map(said, before))
    assert {event.comment for event in decisions(small)} == {"", "as agreed; see the report"}
    assert counts(take(small, path)) == (0, 4, 0, 0)


def test_a_set_that_comes_back_to_where_it_was_written_changes_nothing(small, tmp_path):
    decided(small)
    small.decide(evident(small)[3], adjudicates=True, reviewer="chief", relation="mutual-interest")
    before = small.log()
    small.export(tmp_path, "sssom")
    assert counts(take(small, tmp_path / "mapping.sssom.tsv"))[0::2] == (0, 0)
    assert counts(take(small, tmp_path / "history.sssom.tsv"))[0::2] == (0, 0)
    assert small.log() == before


def test_what_a_machine_proposed_is_no_decision(small, tmp_path):
    small.export(tmp_path, "sssom")
    taken = take(small, tmp_path / "history.sssom.tsv")
    assert counts(taken) == (0, len([m for m in small.mapped() if m.proposal]), 0, 0)
    assert {one.told for one in taken.outcomes} == {"a proposal, and no person's word"}


def test_who_decided_otherwise_since_is_not_overwritten(small, tmp_path):
    one = evident(small)[0]
    small.decide(one)
    small.export(tmp_path, "sssom")
    small.decide(one, Verdict.REJECT, at=LATER)
    before = small.log()
    assert counts(take(small, tmp_path / "mapping.sssom.tsv")) == (0, 0, 1, 0)
    assert small.log() == before


def test_a_set_of_another_make_is_read_by_its_slots(small, tmp_path):
    one, other, third = evident(small)[:3]
    for mapped in (one, other, third):
        small.decide(mapped, relation="mutual-interest")
    content = small.export(tmp_path, "sssom")["mapping.sssom.tsv"]
    records = {f"{m.pair}": m for m in (one, other, third)}
    ids = [line.split("\t")[0] for line in content.decode().splitlines() if not line.startswith("#")][1:]
    odd = {
        ids[0]: {"record_id": "", "mapper_status": "", "predicate_modifier": "Not", "reviewer_label": "eva", "reviewer_id": ""},
        ids[1]: {"subject_id": "xx:strange", "reviewer_label": "eva"},
        ids[2]: {"mapper_status": "", "mapping_justification": "semapv:LexicalMatching", "reviewer_label": "eva"},
    }
    path = written(tmp_path / "theirs.tsv", content, "record_id", odd, "\t")
    taken = take(small, path)
    assert [one.fate for one in taken.outcomes] == [Fate.ACCEPTED, Fate.UNREADABLE, Fate.UNCHANGED]
    assert (decisions(small)[-1].verdict, decisions(small)[-1].reviewer) == (Verdict.REJECT, "eva")
    assert decisions(small)[-1].pair in records


def test_a_line_that_was_cut_short_is_unreadable_and_the_rest_is_read(small, tmp_path):
    small.decide(evident(small)[0], relation="mutual-interest")
    path = tmp_path / "cut.tsv"
    path.write_bytes(small.export(tmp_path, "sssom")["mapping.sssom.tsv"] + b"xx:1\n\n")
    assert counts(take(small, path)) == (0, 1, 0, 1)


def test_a_proposal_of_another_organisation_is_passed_over(small, tmp_path):
    names = ("subject_id", "predicate_id", "object_id", "mapping_justification")
    path = tmp_path / "theirs.tsv"
    path.write_text("\t".join(names) + "\nxx:1\tskos:relatedMatch\txx:2\tsemapv:LexicalMatching\n", encoding="utf-8")
    assert counts(take(small, path)) == (0, 1, 0, 0)
