"""A row that cannot be taken says what would mend it, and is stored when that is chosen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.imports import FixKind, ImportAnswers, Policy
from desktop_app.domain.incidents import Status
from desktop_app.domain.trust import Doubt
from desktop_app.exchange.mapping.held import Held
from desktop_app.exchange.mapping.plan import ImportPlan, build
from desktop_app.exchange.reader.reading import ErrorCell
from tests.exchange.files import NOW, at, holds, plan_here, raw_here, text_file, tickets

HEADER = ("Number", "Opened", "Resolved", "Closed", "State", "Acknowledged", "Short description")
GOOD = [(f"INC{n}", f"2026-02-{n - 80:02} 10:00", f"2026-02-{n - 80:02} 12:00") for n in range(90, 95)]


def planned(folder: Path, *rows: tuple[str, ...], errors: tuple[ErrorCell, ...] = (), **answers: object) -> ImportPlan:
    given = ImportAnswers(**answers)  # type: ignore[arg-type]
    raw = raw_here(text_file(folder, tickets(*rows, *GOOD, header=HEADER)), given)
    found = build(replace(raw, errors=errors), given, Held(), NOW)
    holds(found)
    return found


def fix_of(found: ImportPlan) -> tuple[FixKind, str] | None:
    (refusal,) = found.review.refusals
    return refusal.fix and (refusal.fix.kind, refusal.fix.text)


@pytest.mark.parametrize(
    ("row", "kind", "text", "stored"),
    [
        (
            ("INC1", "2026-04-02 10:00", "2026-04-01 09:10"), FixKind.SWAP, "Swap the two dates",
            {"opened_at": "2026-04-01 09:10", "resolved_at": "2026-04-02 10:00"},
        ),
        (
            ("INC1", "2026-04-02 10:00", "", "2026-04-01 09:10"), FixKind.SWAP, "Swap the two dates",
            {"opened_at": "2026-04-01 09:10", "closed_at": "2026-04-02 10:00"},
        ),
        (
            ("INC1", "2062-05-14 08:00"), FixKind.OTHER_YEAR, "Store as 14 May 2026",
            {"opened_at": "2026-05-14 08:00"},
        ),
        (
            ("INC1", "2026-05-14 08:00", "2036-05-15 08:00"), FixKind.OTHER_YEAR, "Store as 15 May 2026",
            {"opened_at": "2026-05-14 08:00", "resolved_at": "2026-05-15 08:00"},
        ),
        (
            ("INC1", "2026-04-02 10:00", "soon", "", "In Progress"), FixKind.STORE_AS_OPEN, "Store as open",
            {"resolved_at": None, "status": Status.IN_WORK},
        ),
        (
            ("INC1", "2026-04-02 10:00", "soon", "2026-04-05 10:00"), FixKind.LEAVE_EMPTY, "Leave the cell empty",
            {"resolved_at": None, "closed_at": "2026-04-05 10:00"},
        ),
        (
            ("INC1", "2026-04-02 10:00", "2026-04-02 12:00", "", "", "31.02.2026"), FixKind.LEAVE_EMPTY,
            "Leave the cell empty", {"acknowledged_at": None, "resolved_at": "2026-04-02 12:00"},
        ),
    ],
)  # fmt: skip
def test_a_fix_is_proposed_and_stores_the_row_when_it_is_chosen(
    tmp_path: Path, row: tuple[str, ...], kind: FixKind, text: str, stored: dict[str, str | int | None]
) -> None:
    assert fix_of(planned(tmp_path, row)) == (kind, text)
    mended = planned(tmp_path, row, fixes={2: kind})
    assert not mended.review.refusals
    assert "1 row was mended as proposed." in mended.review.notes
    first = mended.incidents.row(0, named=True)
    assert {name: first[name] for name in stored} == {
        name: at(value) if isinstance(value, str) else value for name, value in stored.items()
    }


@pytest.mark.parametrize(
    "row",
    [
        ("INC1", "31.02.2026 10:00"),  # only its owner knows the day
        ("INC1", "2026-04-02 10:00", "31.02.2026"),  # somebody did write an end
        ("", "2026-04-02 10:00"),
        ("INC1", ""),
        ("INC1", "2026-12-24 10:00"),  # this year: no other year is nearer
        ("INC1", "2026-04-02 10:00", "2026-04-01 10:00", "2026-04-01 09:00"),  # two ends, both too early
        ("INC1", "2026-04-02 10:00", "2026-04-01 10:00", "", "", "soon"),  # two things at once
        ("INC1", "soon", "2026-04-01 10:00"),
    ],
)
def test_where_only_the_owner_knows_nothing_is_proposed(tmp_path: Path, row: tuple[str, ...]) -> None:
    assert fix_of(planned(tmp_path, row)) is None


def test_a_slip_with_two_years_in_reach_is_not_guessed(tmp_path: Path) -> None:
    spread = [(f"OLD{year}", f"{year}-01-05") for year in range(2012, 2024)]
    assert fix_of(planned(tmp_path, *spread, ("INC1", "2062-05-14 08:00"))) is None


def test_an_error_under_resolved_can_be_stored_as_open(tmp_path: Path) -> None:
    error = (ErrorCell(2, "Resolved", "#REF!", "C2"),)
    found = planned(tmp_path, ("INC1", "2026-04-02 10:00"), errors=error)
    (refusal,) = found.review.refusals
    assert (refusal.column, refusal.value) == ("Resolved", "#REF!")
    assert fix_of(found) == (FixKind.STORE_AS_OPEN, "Store as open")
    mended = planned(tmp_path, ("INC1", "2026-04-02 10:00"), errors=error, fixes={2: FixKind.STORE_AS_OPEN})
    assert mended.incidents.row(0, named=True)["status"] == Status.NEW


def test_an_error_of_a_closed_ticket_is_not_proposed_as_open_but_may_be_stored_so(tmp_path: Path) -> None:
    row = ("INC1", "2026-04-02 10:00", "", "", "Closed")
    error = (ErrorCell(2, "Resolved", "#REF!", "C2"),)
    assert fix_of(planned(tmp_path, row, errors=error)) == (FixKind.LEAVE_EMPTY, "Leave the cell empty")
    mended = planned(tmp_path, row, errors=error, fixes={2: FixKind.STORE_AS_OPEN})
    assert mended.incidents.row(0, named=True)["status"] == Status.NEW


def test_errors_under_the_ticket_have_no_fix(tmp_path: Path) -> None:
    assert fix_of(planned(tmp_path, ("INC1", "2026-04-02"), errors=(ErrorCell(2, "Number", "#REF!", "A2"),))) is None


def test_of_repeated_tickets_the_newest_can_be_kept(tmp_path: Path) -> None:
    rows = [("INC1", "2026-04-02", "", "", "", "", title) for title in ("first", "second", "third")]
    found = planned(tmp_path, *rows)
    assert [(one.row, one.fix and one.fix.text) for one in found.review.refusals] == [
        (3, "Keep the newest"), (4, "Keep the newest"),
    ]  # fmt: skip
    for chosen in ({"fixes": {3: FixKind.KEEP_NEWEST}}, {"left_out": frozenset({Doubt.DUPLICATES})}):
        kept = planned(tmp_path, *rows, **chosen)
        assert not kept.review.refusals
        assert kept.review.skipped_reasons == {"older row of its ticket": 2}
        assert kept.incidents["title"][0] == "third"
        assert kept.doubts[Doubt.DUPLICATES].height == (2 if "left_out" in chosen else 0)


def test_the_newest_is_the_last_row_even_where_the_first_is_its_equal(tmp_path: Path) -> None:
    rows = [("INC1", "2026-04-02", "", "", "", "", title) for title in ("A", "B", "A")]
    for chosen in ({"fixes": {3: FixKind.KEEP_NEWEST}}, {"left_out": frozenset({Doubt.DUPLICATES})}):
        kept = planned(tmp_path, *rows, **chosen)
        assert kept.incidents.select("row", "title").row(0) == (4, "A")
        assert kept.review.skipped_reasons == {"repeated": 1, "older row of its ticket": 1}


def test_the_newest_is_the_one_that_was_updated_last_where_the_file_says_so(tmp_path: Path) -> None:
    header = ("Number", "Opened", "Updated", "Short description")
    rows = [("INC1", "2026-04-02", "2026-04-09", "newer"), ("INC1", "2026-04-02", "2026-04-03", "older")]
    path = text_file(tmp_path, tickets(*rows, header=header))
    kept = plan_here(path, ImportAnswers(fixes={3: FixKind.KEEP_NEWEST}))
    assert kept.incidents["title"].to_list() == ["newer"]


def test_fixes_for_rows_that_are_not_there_or_need_none_do_nothing(tmp_path: Path) -> None:
    plain = planned(tmp_path)
    odd = planned(tmp_path, fixes={2: FixKind.SWAP, 3: FixKind.LEAVE_EMPTY, 4: FixKind.OTHER_YEAR, 999: FixKind.SWAP})
    assert odd.incidents.equals(plain.incidents)


def test_the_trust_card_is_told_which_rows_were_refused_for_their_dates(tmp_path: Path) -> None:
    found = planned(tmp_path, ("INC1", "2026-04-02", "2026-04-01"), ("INC2", "2062-01-01"))
    assert found.doubts[Doubt.RESOLVED_FIRST].rows() == [(2, "INC1")]
    assert found.doubts[Doubt.FUTURE].rows() == [(3, "INC2")]


CELL = st.sampled_from(
    ["INC1", "INC2", "2026-02-03", "2026-01-03 10:00", "2062-02-03", "soon", "", "Total", "Closed", "New", "30.02.2026"]
)
FIXES = st.dictionaries(st.integers(1, 14), st.sampled_from(list(FixKind)), max_size=8)
DOUBTS = st.frozensets(st.sampled_from([Doubt.ZERO_MINUTES, Doubt.BULK_CLOSES, Doubt.DUPLICATES]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(CELL, min_size=1, max_size=9), max_size=10), fixes=FIXES, left_out=DOUBTS,
    policy=st.sampled_from(list(Policy)),
)  # fmt: skip
def test_the_account_holds_for_any_rows_and_any_answers(
    tmp_path: Path, rows: list[list[str]], fixes: dict[int, FixKind], left_out: frozenset[Doubt], policy: Policy
) -> None:
    text = "\n".join(",".join(row) for row in [HEADER, *rows, ["end", "2026-02-03"]]) + "\n"
    answers = ImportAnswers(fixes=fixes, left_out=left_out, policy=policy)
    found = plan_here(text_file(tmp_path, text), answers)
    holds(found)
    assert found.review.counts.read == len(rows) + 1
    refused = [one.row for one in found.review.refusals]
    assert len(set(refused)) == len(refused), "each refused row is listed once"
    assert all(1 < row <= len(rows) + 2 for row in refused)
    assert all(one.reason for one in found.review.refusals)
    chosen = {one.row: one.fix.kind for one in found.review.refusals if one.fix}
    if not chosen:
        return
    again = plan_here(text_file(tmp_path, text), ImportAnswers(fixes={**fixes, **chosen}))
    holds(again)
    stamped = {row for row, kind in chosen.items() if kind is not FixKind.KEEP_NEWEST}
    assert not [one for one in again.review.refusals if one.row in stamped and one.column != "Number"]
