"""The plan accounts for every row and says in words what it did."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.imports import DateOrder, Field, ImportAnswers
from desktop_app.domain.incidents import Exclusion, ReleaseRelated, Status
from desktop_app.domain.teams import Side
from desktop_app.exchange.mapping.held import TICKETS, Held
from desktop_app.exchange.mapping.plan import CHANGED, INCIDENTS, NEW, SAME, SEGMENTS, ImportPlan, build
from desktop_app.exchange.reader.reading import read
from tests.exchange.files import HEADER, NOW, at, holds, plan_here, text_file, tickets

GOOD = ("INC1", "2026-02-03 10:00", "2026-02-03 12:00", "1 - Critical", "Closed", "Group 1", "Mail is down")


def made(folder: Path, *rows: tuple[str, ...], header: tuple[str, ...] = HEADER, **answers: object) -> ImportPlan:
    path = text_file(folder, tickets(*rows, header=header))
    found = plan_here(path, ImportAnswers(**answers))  # type: ignore[arg-type]
    holds(found)
    return found


def refused(found: ImportPlan) -> list[tuple[int, str, str, str]]:
    return [(one.row, one.column, one.value, one.reason) for one in found.review.refusals]


def test_a_list_gives_one_segment_from_opened_to_resolved(tmp_path: Path) -> None:
    found = made(tmp_path, GOOD, ("INC2", "2026-02-04", "", "P4", "On Hold", "Group 2"))
    assert list(found.incidents.columns) == list(INCIDENTS)
    assert dict(found.incidents.schema) == dict(INCIDENTS)
    assert dict(found.segments.schema) == dict(SEGMENTS)
    assert found.segments.rows() == [
        (0, at("2026-02-03 10:00"), at("2026-02-03 12:00"), Status.IN_WORK, "Group 1", 0),
        (1, at("2026-02-04"), None, Status.IN_WORK, "Group 2", 0),
    ]
    first, second = found.incidents.rows(named=True)
    assert (first["status"], first["classification"], first["title"]) == (
        Status.CLOSED,
        Classification.CRITICAL,
        "Mail is down",
    )
    assert (second["status"], second["resolved_at"]) == (Status.PAUSED, None)


def test_blank_rows_totals_and_repeated_headers_are_skipped_with_their_reason(tmp_path: Path) -> None:
    found = made(tmp_path, GOOD, ("",), HEADER, ("Total", "", "", "42"), ("INC2", "2026-02-04"))
    assert found.review.skipped_reasons == {"empty": 1, "repeated header": 1, "totals line": 1}
    assert found.incidents["ticket"].to_list() == ["INC1", "INC2"]


def test_rows_that_cannot_be_taken_are_refused_with_row_column_value_and_reason(tmp_path: Path) -> None:
    found = made(
        tmp_path, GOOD, ("INC2", "31.02.2026 10:00"), ("INC3", "2026-04-02 10:00", "2026-04-01 09:10"), ("INC4", ""),
        ("", "2026-02-03 10:00"), ("INC6", "2062-05-14 08:00"), ("INC7", "2026-02-03 10:00", "soon"),
    )  # fmt: skip
    assert refused(found) == [
        (3, "Opened", "31.02.2026 10:00", "no such day, or one before 1970"),
        (4, "Resolved", "2026-04-01 09:10", "before it was opened, 2 April 2026"),
        (5, "Opened", "", "no opening date"),
        (6, "Number", "", "no ticket number"),
        (7, "Opened", "2062-05-14 08:00", "later than today"),
        (8, "Resolved", "soon", "not a date"),
    ]
    assert found.review.refusals[0].ticket == "INC2"
    assert found.review.counts.stored == 1


def test_a_repeated_row_is_skipped_and_one_with_other_values_refused(tmp_path: Path) -> None:
    other = (*GOOD[:6], "Mail is still down")
    found = made(tmp_path, GOOD, GOOD, other, *[(f"INC{n}", "2026-02-04") for n in range(5, 40)])
    assert found.review.skipped_reasons == {"repeated": 1}
    assert refused(found) == [(4, "Number", "INC1", "the ticket is already in row 2, with other values")]


def test_a_row_with_too_many_cells_is_refused_and_counted(tmp_path: Path) -> None:
    found = made(tmp_path, GOOD, ("INC2", "2026-02-04", "", "", "", "", "x", "one too many"))
    assert [(row, reason) for row, _column, _value, reason in refused(found)] == [(3, "1 cell more than columns")]
    assert found.review.counts.read == 2


def test_an_ambiguous_order_is_asked_and_the_answer_taken(tmp_path: Path) -> None:
    row = ("INC1", "03/04/2026 10:00", "05/04/2026 10:00")
    found = made(tmp_path, row)
    assert [question.name for question in found.review.questions] == ["date_order"]
    assert not found.review.dates[0].decided
    answered = made(tmp_path, row, date_order=DateOrder.MDY)
    assert not answered.review.questions
    assert answered.incidents["opened_at"].to_list() == [at("2026-03-04 10:00")]
    assert answered.review.dates[0].meaning == "4 March 2026 10:00"


@pytest.mark.parametrize(("header", "asked"), [(("Text", "Opened"), "Ticket"), (("Number", "Text"), "Opened")])
def test_a_missing_column_is_asked_for_and_nothing_is_stored(
    tmp_path: Path, header: tuple[str, ...], asked: str
) -> None:
    found = made(tmp_path, ("something", "else"), header=header)
    assert [(question.name, question.column) for question in found.review.questions] == [("fields", asked)]
    assert found.review.counts.skipped == found.review.counts.read == 1
    assert found.incidents.is_empty()
    assert dict(found.incidents.schema) == dict(INCIDENTS)


def test_an_answer_names_the_column(tmp_path: Path) -> None:
    fields = {"Text": Field.TICKET}
    assert made(tmp_path, ("T-1", "2026-02-03"), header=("Text", "Opened"), fields=fields).incidents[
        "ticket"
    ].to_list() == ["T-1"]


def test_a_list_without_an_end_says_that_mttr_cannot_be_computed(tmp_path: Path) -> None:
    found = made(tmp_path, ("INC1", "2026-02-03"), header=("Number", "Opened"))
    assert "MTTR cannot be computed from this export: add the column Resolved." in found.review.notes
    assert any("stored as Medium" in note for note in found.review.notes)
    assert found.incidents["status"].to_list() == [Status.NEW]


def test_without_a_state_the_stamps_tell_it(tmp_path: Path) -> None:
    header = ("Ticket ID", "Created at", "First response at", "Solved at", "Closed at")
    found = made(
        tmp_path, ("1", "2026-02-03"), ("2", "2026-02-03", "2026-02-04"), ("3", "2026-02-03", "", "2026-02-05"),
        ("4", "2026-02-03", "", "", "2026-02-06"), header=header,
    )  # fmt: skip
    assert found.incidents["status"].to_list() == [Status.NEW, Status.IN_WORK, Status.RESOLVED, Status.CLOSED]


def test_cancelled_requests_and_tests_are_excluded_not_lost(tmp_path: Path) -> None:
    header = ("Number", "Opened", "State", "Ticket type")
    found = made(
        tmp_path, ("1", "2026-02-03", "Canceled"), ("2", "2026-02-03", "New", "Service Request"), header=header
    )
    assert found.incidents["exclusion"].to_list() == [Exclusion.CANCELLED, Exclusion.REQUEST]


def test_a_release_column_says_yes_and_no_and_a_blank_one_nothing(tmp_path: Path) -> None:
    header = ("Number", "Opened", "Caused by Change")
    found = made(tmp_path, ("1", "2026-02-03", "CHG1"), ("2", "2026-02-03", "?"), header=header)
    assert found.incidents["release_related"].to_list() == [ReleaseRelated.YES, ReleaseRelated.UNKNOWN]
    alone = made(tmp_path, ("2", "2026-02-03", "?"), header=header)
    assert alone.incidents["digest"][0] == found.incidents["digest"][1]


def test_a_category_beside_a_system_names_the_error_together_with_it(tmp_path: Path) -> None:
    header = ("Number", "Opened", "Category", "Service")
    told = (("Slow", "Shop"), ("Slow", ""), ("", "Shop"))
    rows = [(f"INC{n}", "2026-02-03", *each) for n, each in enumerate(told)]
    found = made(tmp_path, *rows, header=header, systems={"Shop": "Web shop"})
    assert found.incidents["system"].to_list() == ["Web shop", None, "Web shop"]
    assert found.incidents["system_error"].to_list() == ["Slow, Web shop", "Slow", None]
    alone = made(tmp_path, *(row[:3] for row in rows), header=header[:3])
    assert alone.incidents["system"].to_list() == ["Slow", "Slow", None]
    assert alone.incidents["system_error"].null_count() == 3


def test_a_column_that_moves_in_the_file_changes_no_incident(tmp_path: Path) -> None:
    one = made(tmp_path, ("1", "2026-02-03", "x", "y"), header=("Number", "Opened", "Foo", "Bar"))
    other = made(tmp_path, ("1", "2026-02-03", "y", "x"), header=("Number", "Opened", "Bar", "Foo"))
    assert one.incidents["digest"].to_list() == other.incidents["digest"].to_list()


def test_a_ticket_titled_like_a_total_is_refused_for_its_missing_date(tmp_path: Path) -> None:
    header = ("Short description", "Number", "Opened")
    found = made(
        tmp_path, ("Total outage", "INC1", ""), ("Total: 3",), ("", "Grand total (12)"), ("a", "INC2", "2026-02-03"),
        header=header,
    )  # fmt: skip
    assert refused(found) == [(2, "Opened", "", "no opening date")]
    assert found.review.skipped_reasons == {"totals line": 2}


def test_stamps_that_cannot_be_are_read_as_empty_and_told_by_column(tmp_path: Path) -> None:
    header = ("Number", "Opened", "Acknowledged", "Restored", "Resolved", "Closed")
    day = "2026-02-0{}".format
    found = made(
        tmp_path, ("1", day(3), day(2), day(2), day(5), day(4)), ("2", day(3), day(4), day(4), day(5), day(6)),
        header=header,
    )  # fmt: skip
    stamps = found.incidents.select(pl.col("acknowledged_at", "restored_at", "closed_at").is_null())
    assert stamps.rows() == [(True, True, True), (False, False, False)]
    assert found.incidents["resolved_at"].null_count() == 0
    assert [note for note in found.review.notes if "read as empty" in note] == [
        "1 cell of Acknowledged lies before the opening and was read as empty.",
        "1 cell of Restored lies before the opening and was read as empty.",
        "1 cell of Closed lies before Resolved and was read as empty.",
    ]


def test_words_for_nothing_may_be_names_of_teams_and_titles(tmp_path: Path) -> None:
    header = ("Number", "Opened", "State", "Assignment group", "Short description")
    rows = (("1", "2026-02-03", "none", "NA", "None"), ("2", "2026-02-03", "", "n/a", "-"))
    found = made(tmp_path, *rows, header=header)
    assert found.incidents.select("team", "title").rows() == [("NA", "None"), (None, None)]
    assert found.review.states == ()


def test_dates_after_today_are_noted_only_of_rows_that_are_stored(tmp_path: Path) -> None:
    found = made(tmp_path, GOOD, ("Total", "", "2062-01-01"), ("INC6", "2062-05-14 08:00"))
    assert not [note for note in found.review.notes if "after today" in note]


def test_columns_may_be_called_as_ours_are_inside(tmp_path: Path) -> None:
    header = ("Number", "Opened", "place", "first", "kept", "at", "settled")
    found = made(tmp_path, *[("1", "2026-02-03", "a", "b", "c", "d", last) for last in "xxy"], header=header)
    assert (found.review.counts.stored, found.review.counts.skipped, found.review.counts.refused) == (1, 1, 1)


def test_unmapped_columns_are_kept_as_json(tmp_path: Path) -> None:
    path = text_file(
        tmp_path, 'Number,Opened,"My ""own""",Blank,Notes\n1,2026-02-03,"a \\ ""b""\n\x01",,?\n2,2026-02-04,,,\n'
    )
    found = plan_here(path)
    assert json.loads(found.incidents["extra"][0]) == {'My "own"': 'a \\ "b"\n\x01'}
    assert found.incidents["extra"][1] is None


def test_stored_incidents_are_new_changed_or_the_same(tmp_path: Path) -> None:
    path = text_file(tmp_path, tickets(GOOD, ("INC2", "2026-02-04"), ("INC3", "2026-02-05")))
    first = plan_here(path)
    kept = pl.DataFrame(
        [("INC1", 7, first.incidents["digest"][0], False), ("INC2", 8, "old", True)], schema=TICKETS, orient="row"
    )
    again = build(read(path), ImportAnswers(), Held(tickets=lambda _source: kept), NOW)
    assert again.incidents["action"].to_list() == [SAME, CHANGED, NEW]
    assert again.incidents["incident_id"].to_list() == [7, 8, None]
    assert (again.review.counts.same, again.review.counts.changed, again.review.counts.new) == (1, 1, 1)
    assert again.incidents["digest"].to_list() == first.incidents["digest"].to_list()


def test_every_told_fact_is_in_the_digest(tmp_path: Path) -> None:
    digests = set()
    for place, value in enumerate(
        ["INC9", "2026-02-03 09:00", "2026-02-03 13:00", "P3", "Resolved", "Group 2", "Other"]
    ):
        row = (*GOOD[:place], value, *GOOD[place + 1 :])
        digests.add(made(tmp_path, row).incidents["digest"][0])
    digests.add(made(tmp_path, GOOD).incidents["digest"][0])
    assert len(digests) == 8


def test_teams_get_a_side_proposed_known_or_answered(tmp_path: Path) -> None:
    rows = [
        (f"INC{n}", "2026-02-03", "", "", "", team)
        for n, team in enumerate(["Mail Dev", "Service Desk", "Alpha", "Beta"])
    ]
    path = text_file(tmp_path, tickets(*rows))
    answers = ImportAnswers(sides={"Alpha": Side.OTHER})
    found = build(read(path), answers, Held(sides={"Beta": Side.DEV}), NOW)
    assert found.sides == {"Mail Dev": Side.DEV, "Service Desk": Side.OPS, "Alpha": Side.OTHER}
    assert {team.name: team.side for team in found.review.teams}["Beta"] is Side.DEV


def test_as_of_is_the_newest_stamp_that_is_not_in_the_future(tmp_path: Path) -> None:
    header = (*HEADER, "Updated")
    found = made(tmp_path, (*GOOD, "2026-02-09 10:00"), (*("INC2", *GOOD[1:]), "2062-02-09 10:00"), header=header)
    assert found.as_of == at("2026-02-09 10:00")
    assert found.review.counts.stored == 2


def test_a_zone_places_naive_stamps_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    found = made(tmp_path, GOOD, time_zone="Europe/Berlin")
    assert found.incidents["opened_at"].to_list() == [at("2026-02-03 09:00")]
    assert found.review.zone_needed
    with pytest.raises(Refused, match="Mars/Base"):
        made(tmp_path, GOOD, time_zone="Mars/Base")


def test_the_review_shows_columns_rows_and_never_a_person(tmp_path: Path) -> None:
    found = made(tmp_path, (*GOOD, "Ann Lee"), header=(*HEADER, "Caller"))
    assert found.review.header == HEADER
    assert found.review.first_rows == (GOOD,)
    assert {one.column: one.field for one in found.review.columns}["Caller"] is Field.PERSON
    assert "Ann Lee" not in repr(found)


def test_an_open_state_with_a_resolved_stamp_is_told(tmp_path: Path) -> None:
    found = made(tmp_path, (*GOOD[:4], "In Progress"))
    assert found.incidents["status"].to_list() == [Status.RESOLVED]
    assert any("says open" in note or "say open" in note for note in found.review.notes)


def test_a_file_without_rows_stores_nothing(tmp_path: Path) -> None:
    found = made(tmp_path)
    assert found.review.counts.read == 0
    assert found.as_of == 0
