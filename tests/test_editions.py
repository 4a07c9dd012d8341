"""Editions are aligned clause by clause and graded."""

from mapper.editions import align, compare
from mapper.types import Change, Clause, Document, Edition, Kind, Part, SourceFile, Status


def clause(label, text, opener="resolves", part=Part.OPERATIVE, actor=""):
    return Clause(f"x#{opener}.{label}", part, opener, actor, label, 0, text, 1)


def document(*clauses, label="A, 2018", title="Climate", year=2018, status=Status.IN_FORCE):
    edition = Edition(label, "A", year)
    return Document("x", Kind.RESOLUTION, "B", "1", title, edition, "en", status, SourceFile("f", "0"), (1, 2), tuple(clauses))


OLD = (
    clause("1", "to continue and further develop the studies of the Union on climate change;"),
    clause("2", "to report to the next conference by 2018 on the progress made;"),
    clause("3", "to assist countries in the recycling of old equipment."),
)


def grades(new):
    return [change.grade for change in align(OLD, new)]


def test_the_same_clauses_are_unchanged():
    assert grades(OLD) == [Change.UNCHANGED] * 3


def test_an_inserted_item_renumbers_and_is_added():
    new = (OLD[0], clause("2", "to award prizes for innovation in rural schools;"), clause("3", OLD[1].text), clause("4", OLD[2].text))
    assert grades(new) == [Change.UNCHANGED, Change.ADDED, Change.RENUMBERED, Change.RENUMBERED]
    assert compare(document(*OLD), document(*new, label="B, 2022", year=2022)).grade is Change.OPERATIVE_CHANGED


def test_a_removed_item_changes_the_operative_part_though_the_others_move():
    new = (OLD[0], clause("2", OLD[2].text))
    assert grades(new) == [Change.UNCHANGED, Change.RENUMBERED, Change.REMOVED]
    assert compare(document(*OLD), document(*new, label="B, 2022", year=2022)).grade is Change.OPERATIVE_CHANGED


def test_a_document_is_renumbered_where_clauses_only_moved():
    new = (OLD[0], clause("2", OLD[2].text), clause("3", OLD[1].text))
    assert compare(document(*OLD), document(*new, label="B, 2022", year=2022)).grade is Change.RENUMBERED


def test_a_recital_that_is_added_is_told_before_the_recitals_that_it_moves():
    def recital(label, text):
        return clause(label, text, "considering", Part.PREAMBLE)

    new = (recital("a)", "that rural schools have no network at all,"), recital("b)", "that the climate changes in many ways,"), *OLD)
    old = (recital("a)", "that the climate changes in many ways,"), *OLD)
    assert compare(document(*old), document(*new, label="B, 2022", year=2022)).grade is Change.RECITAL_ONLY


def test_an_item_added_at_the_end_changes_the_operative_part():
    new = (*OLD, clause("4", "to award prizes for innovation in rural schools."))
    assert compare(document(*OLD), document(*new, label="B, 2022", year=2022)).grade is Change.OPERATIVE_CHANGED


def test_a_changed_recital_stays_a_recital():
    old = clause("a)", "that the climate changes in many ways,", "considering", Part.PREAMBLE)
    new = clause("a)", "that the climate changes in many ways and that seas rise,", "considering", Part.PREAMBLE)
    assert compare(document(old, *OLD), document(new, *OLD, year=2022)).grade is Change.RECITAL_ONLY


def test_the_same_words_for_another_actor_change_the_actor():
    old = clause("1", "to report on this matter every year", "instructs the Director", actor="Director")
    new = clause("1", "to report on this matter every year", "instructs the Council", actor="Council")
    assert [c.grade for c in align((old,), (new,))] == [Change.ACTOR_OR_DEADLINE_CHANGED]


def test_a_clause_cut_in_two_is_split_and_two_joined_are_merged():
    whole = clause(
        "1", "to study the effects of heat on the masts and cables of networks and to publish guidance for the smaller operators each spring"
    )
    one = clause("1", "to study the effects of heat on the masts and cables of networks")
    two = clause("2", "to publish guidance for the smaller operators each spring")
    assert Change.SPLIT in [c.grade for c in align((whole,), (one, two))]
    assert Change.MERGED in [c.grade for c in align((one, two), (whole,))]


def test_a_suppressed_edition_is_suppressed_and_a_first_one_new():
    assert compare(document(*OLD), document(status=Status.SUPPRESSED)).grade is Change.SUPPRESSED
    assert compare(None, document(*OLD)).grade is Change.NEW


def test_a_new_title_alone_is_a_recital_matter():
    assert compare(document(*OLD), document(*OLD, title="Climate and circular economy", year=2022)).grade is Change.RECITAL_ONLY


def test_a_new_title_is_told_as_a_changed_title_whatever_its_class():
    changed = compare(document(*OLD), document(*OLD, title="Climate and circular economy", year=2022))
    [title] = [change for change in changed.clauses if change.grade is not Change.UNCHANGED]
    assert (title.grade, title.became, title.told) == (Change.RECITAL_ONLY, "changed", "title changed")
    assert (title.old.text, title.new.text) == ("Climate", "Climate and circular economy")
    assert all(change.grade is Change.UNCHANGED for change in compare(document(*OLD), document(*OLD, title="CLIMATE", year=2022)).clauses)


def test_a_clause_is_told_with_its_class():
    [*_, last] = compare(document(*OLD), document(*OLD[:2], year=2022)).clauses
    assert last.told == "resolves 3: removed"


def test_the_same_words_in_another_part_bind_otherwise():
    moved = clause("1", OLD[1].text, "noting", Part.PREAMBLE)
    assert grades((OLD[0], OLD[2], moved))[-1] is Change.OPERATIVE_CHANGED


def test_the_same_words_behind_a_weaker_verb_bind_otherwise():
    old = clause("1", "to report on this matter every year", "instructs the Director", actor="Director")
    weaker = clause("1", "to report on this matter every year", "invites the Director to consider whether", actor="Director")
    assert [c.grade for c in align((old,), (weaker,))] == [Change.OPERATIVE_CHANGED]


def test_an_adverb_before_the_verb_and_another_helper_bind_alike():
    old = clause("1", "to report on this matter every year", "instructs the Director", actor="Director")
    for opener in ("further instructs the Director", "instructs the Director, in collaboration with the Council"):
        assert [c.grade for c in align((old,), (clause("1", old.text, opener, actor="Director"),))] in ([Change.RENUMBERED], [Change.UNCHANGED])


def test_a_recital_that_moves_to_another_opener_holds():
    old = clause("a)", "that the climate changes in many ways,", "considering", Part.PREAMBLE)
    new = clause("b)", "that the climate changes in many ways,", "noting", Part.PREAMBLE)
    assert [c.grade for c in align((old,), (new,))] == [Change.RENUMBERED]
