"""A ticket that is stored already is brought up to date, kept or stored beside itself; what changes is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from desktop_app.domain.imports import ImportAnswers, Policy
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.domain.trust import Doubt
from desktop_app.exchange.mapping.held import ALIKE, FACTS, Held
from desktop_app.exchange.mapping.plan import CHANGED, NEW, SAME, ImportPlan
from tests.exchange.files import at, holds, plan_held, text_file, tickets

OPEN = [(f"INC{n}", "2026-02-03 10:00", "", "P2", "New", "Group 1", f"Mail {n} is down") for n in range(1, 31)]


def planned(folder: Path, rows: list[tuple[str, ...]], held: Held | None = None, **answers: object) -> ImportPlan:
    path = text_file(folder, tickets(*rows))
    found = plan_held(path, ImportAnswers(**answers), held)  # type: ignore[arg-type]
    holds(found)
    return found


def after(first: ImportPlan, **more: object) -> Held:
    """A workspace that holds what the plan came to."""
    stored = first.incidents.with_columns(incident_id=pl.col("position").cast(pl.Int64) + 1)
    known = stored.select("ticket", "incident_id", "digest", open=pl.col("status") < int(Status.RESOLVED))
    facts = stored.select(pl.col(name).cast(dtype) for name, dtype in FACTS.items())
    counted = stored.filter((pl.col("status") < int(Status.RESOLVED)) & (pl.col("exclusion") == 0)).height
    held = Held(
        tickets=lambda _source: known,
        facts=lambda ids: facts.filter(pl.col("incident_id").is_in(ids.implode())),
        open_now=counted,
    )
    return replace(held, **more)  # type: ignore[arg-type]


def resolved(row: tuple[str, ...], when: str = "2026-02-03 12:00") -> tuple[str, ...]:
    return (*row[:2], when, row[3], "Closed", *row[5:])


def test_the_same_drop_twice_changes_nothing_whatever_the_policy(tmp_path: Path) -> None:
    first = planned(tmp_path, OPEN)
    for policy in Policy:
        again = planned(tmp_path, OPEN, after(first), policy=policy)
        assert again.incidents["action"].to_list() == [SAME] * len(OPEN)
        assert not again.review.changes


def test_skip_keeps_known_tickets_as_they_are_and_counts_them(tmp_path: Path) -> None:
    held = after(planned(tmp_path, OPEN[:3]))
    found = planned(tmp_path, [resolved(OPEN[0]), OPEN[1], OPEN[2], OPEN[3]], held, policy=Policy.SKIP)
    assert found.review.skipped_reasons == {"kept as it is": 1}
    assert found.incidents.select("ticket", "action").rows() == [("INC2", SAME), ("INC3", SAME), ("INC4", NEW)]
    assert found.segments["position"].to_list() == [0, 1, 2]


def test_add_stores_a_changed_ticket_once_more_and_never_twice(tmp_path: Path) -> None:
    first = planned(tmp_path, OPEN[:2])
    changed = [resolved(OPEN[0]), OPEN[1]]
    found = planned(tmp_path, changed, after(first), policy=Policy.ADD)
    assert found.incidents.select("ticket", "action").rows() == [("INC1 (2)", NEW), ("INC2", SAME)]
    assert found.incidents["incident_id"].to_list() == [None, 2]
    held = after(replace(first, incidents=pl.concat([first.incidents, found.incidents.head(1)])))
    again = planned(tmp_path, changed, held, policy=Policy.ADD)
    assert again.incidents.select("ticket", "action").rows() == [("INC1 (2)", SAME), ("INC2", SAME)]
    third = planned(tmp_path, [resolved(OPEN[0], "2026-02-04 12:00"), OPEN[1]], held, policy=Policy.ADD)
    assert third.incidents["ticket"].to_list() == ["INC1 (3)", "INC2"]


def test_what_changes_is_told_field_by_field_in_words(tmp_path: Path) -> None:
    held = after(planned(tmp_path, OPEN[:2], time_zone="Europe/Berlin"))
    other = (*resolved(OPEN[1])[:5], "Group 2", OPEN[1][6])
    found = planned(tmp_path, [OPEN[0], other], held, time_zone="Europe/Berlin")
    assert {(one.field, one.before, one.after) for one in found.review.changes} == {
        ("status", "New", "Closed"),
        ("team", "Group 1", "Group 2"),
        ("resolved_at", "", "3 February 2026 12:00"),
    }
    assert {one.ticket for one in found.review.changes} == {"INC2"}
    assert found.review.changed_fields == {"status": 1, "team": 1, "resolved_at": 1}


def test_changes_of_extra_fields_alone_are_counted(tmp_path: Path) -> None:
    header = ("Number", "Opened", "My own")
    text_of = lambda value: tickets(("INC1", "2026-02-03", value), header=header)  # noqa: E731
    first = plan_held(text_file(tmp_path, text_of("a")))
    found = plan_held(text_file(tmp_path, text_of("b")), None, after(first))
    assert (found.review.changes, found.review.changed_fields) == ((), {"extra": 1})


@pytest.mark.parametrize(("ended", "asked"), [(6, False), (9, False), (10, True), (30, True)])
def test_a_file_that_ends_over_a_fifth_of_the_open_incidents_asks_with_the_number(
    tmp_path: Path, ended: int, asked: bool
) -> None:
    held = after(planned(tmp_path, OPEN))
    rows = [resolved(row) for row in OPEN[:ended]] + OPEN[ended:]
    found = planned(tmp_path, rows, held)
    assert (found.review.open_now, found.review.open_ended) == (30, ended)
    assert [question.name for question in found.review.questions] == ["many_ends_agreed"] * asked
    if asked:
        assert found.review.questions[0].choices == ("yes",)
        assert f"{ended} of the 30 open" in found.review.questions[0].text
    assert not planned(tmp_path, rows, held, many_ends_agreed=True).review.questions


@pytest.mark.parametrize(("n", "asked"), [(2, False), (3, True), (9, True)])
def test_a_file_that_ends_all_that_is_open_asks_from_three_on(tmp_path: Path, n: int, asked: bool) -> None:
    held = after(planned(tmp_path, OPEN[:n]), open_now=n)
    found = planned(tmp_path, [resolved(row) for row in OPEN[:n]], held)
    assert [question.name for question in found.review.questions] == ["many_ends_agreed"] * asked


def test_a_fifth_of_many_open_incidents_is_not_asked_about(tmp_path: Path) -> None:
    held = after(planned(tmp_path, OPEN), open_now=50)
    assert not planned(tmp_path, [resolved(row) for row in OPEN[:10]], held).review.questions


def test_zero_minute_repairs_can_be_left_out_even_when_they_are_stored_already(tmp_path: Path) -> None:
    rows = [resolved(OPEN[0], "2026-02-03 10:00"), resolved(OPEN[1])]
    found = planned(tmp_path, rows, left_out=frozenset({Doubt.ZERO_MINUTES}))
    assert found.incidents["exclusion"].to_list() == [Exclusion.LEFT_OUT, Exclusion.NONE]
    held = after(planned(tmp_path, rows))
    later = planned(tmp_path, rows, held, left_out=frozenset({Doubt.ZERO_MINUTES}))
    assert later.incidents["action"].to_list() == [CHANGED, SAME]
    assert later.review.changed_fields == {"exclusion": 1}
    again = planned(tmp_path, rows, after(found), left_out=frozenset({Doubt.ZERO_MINUTES}))
    assert again.incidents["action"].to_list() == [SAME, SAME]
    without = planned(tmp_path, rows, after(found))
    assert without.incidents["action"].to_list() == [SAME, SAME], "the same drop again forgets nothing"


def test_ends_in_one_minute_can_be_kept_as_estimated(tmp_path: Path) -> None:
    header = ("Number", "Opened", "Resolved", "Closed", "State")
    bulk = [(f"INC{n}", "2026-02-03 10:00", "2026-03-03 17:02", "2026-03-08 17:02", "Closed") for n in range(30)]
    rest = [(f"INC{n}", "2026-02-03 10:00", f"2026-02-04 {n % 24:02}:{n % 60:02}", "", "Done") for n in range(30, 90)]
    path = text_file(tmp_path, tickets(*bulk, *rest, header=header))
    kept = plan_held(path, ImportAnswers(left_out=frozenset({Doubt.BULK_CLOSES})))
    holds(kept)
    theirs = kept.incidents.head(30)
    assert theirs["resolved_at"].null_count() == 30
    assert set(theirs["closed_at"]) == {at("2026-03-08 17:02")}
    assert kept.incidents["resolved_at"].null_count() == 30
    assert kept.doubts[Doubt.BULK_CLOSES].height == 30
    assert kept.as_told["resolved_at"].null_count() == 0


def test_two_tickets_with_one_rare_title_within_minutes_are_suspected(tmp_path: Path) -> None:
    rows = [
        ("INC1", "2026-02-03 10:00", "", "", "", "Group 1", "Plant 7 stands still"),
        ("INC2", "2026-02-03 10:07", "", "", "", "Group 1", "PLANT 7 stands still"),
        ("INC3", "2026-02-03 11:30", "", "", "", "Group 1", "Plant 7 stands still"),
        ("INC4", "2026-02-03 10:01", "", "", "", "Group 1", "Cannot print"),
        ("INC5", "2026-02-03 10:02", "", "", "", "Group 2", "Cannot print"),
    ]
    found = planned(tmp_path, rows)
    assert [(one.row, one.ticket, one.other, one.reason) for one in found.review.suspects] == [
        (3, "INC2", "INC1", "same title, opened 7 minutes apart")
    ]
    assert any("may be there twice" in note for note in found.review.notes)


def test_a_storm_of_one_title_is_no_flood_of_suspects(tmp_path: Path) -> None:
    rows = [(f"INC{n}", f"2026-02-03 10:{n:02}", "", "", "", "Group 1", "CPU load high") for n in range(50)]
    assert not planned(tmp_path, rows).review.suspects


def test_new_incidents_are_held_against_those_of_other_tools(tmp_path: Path) -> None:
    asked: list[tuple[int, int]] = []

    def alike(first: int, last: int) -> pl.DataFrame:
        asked.append((first, last))
        return pl.DataFrame(
            [("JIRA-9", "Jira", "mail 1 is DOWN", at("2026-02-03 10:04")), ("INC2", "Ticket list", "x", 0)],
            schema=ALIKE, orient="row",
        )  # fmt: skip

    found = planned(tmp_path, OPEN[:2], Held(alike=alike))
    assert [(one.other, one.reason) for one in found.review.suspects] == [
        ("JIRA-9", "same title, opened 4 minutes apart, in Jira")
    ]
    assert asked == [(at("2026-02-03 09:45"), at("2026-02-03 10:15"))]


def test_teams_and_systems_can_be_called_by_our_names(tmp_path: Path) -> None:
    header = ("Number", "Opened", "Assignment group", "Configuration item")
    rows = [("1", "2026-02-03", "service-desk", "MAIL"), ("2", "2026-02-03", "Alpha", "Mail"), ("3", "2026-02-03")]
    path = text_file(tmp_path, tickets(*rows, header=header))
    held = Held(sides={"Service Desk": 1, "Alpha": 0}, systems=frozenset({"Mail"}))  # type: ignore[dict-item]
    found = plan_held(path, None, held)
    assert {(t.name, t.incidents, t.known, t.like) for t in found.review.teams} == {
        ("service-desk", 1, False, "Service Desk"), ("Alpha", 1, True, ""),
    }  # fmt: skip
    assert {(s.name, s.incidents, s.known, s.like) for s in found.review.systems} == {
        ("MAIL", 1, False, "Mail"), ("Mail", 1, True, ""),
    }  # fmt: skip
    answers = ImportAnswers(teams={"service-desk": "Service Desk"}, systems={"MAIL": "Mail"})
    mapped = plan_held(path, answers, held)
    assert mapped.incidents["team"].to_list() == ["Service Desk", "Alpha", None]
    assert mapped.incidents["system"].to_list() == ["Mail", "Mail", None]
    assert {(t.name, t.incidents) for t in mapped.review.teams} == {("service-desk", 1), ("Alpha", 1)}
    assert mapped.segments["team"].to_list() == ["Service Desk", "Alpha", None]
