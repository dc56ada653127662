"""A file that tells only what is new adds to a stored life; what is set aside or added overwrites nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.domain.imports import ImportAnswers, Policy
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.domain.trust import Doubt
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.storage.dump import logical_dump

LOG = "number,sys_updated_on,opened_at,incident_state,assignment_group,resolved_at\n"
LIST = "Number,Opened,Resolved,Closed,Priority,State,Assignment group,Short description\n"
FIRST = [(7, "New", "Ops", ""), (8, "Active", "Dev", "")]
STORED = [(7, 8, Status.NEW, "Ops"), (8, None, Status.IN_WORK, "Dev")]


@pytest.fixture
def utc(tmp_path: Path) -> Iterator[Services]:
    held = Workspace.create(tmp_path / "lives.secondway", "UTC")
    yield Services.over(held)
    held.close()


def taken_in(services: Services, path: Path, text: str, answers: ImportAnswers | None = None) -> None:
    path.write_text(text, encoding="utf-8")
    services.imports.commit(
        services.imports.prepare(path, answers or ImportAnswers(time_zone="UTC", many_ends_agreed=True))
    )


def log(events: list[tuple[int, str, str, str]]) -> str:
    return LOG + "".join(
        f"INC{n},2026-01-0{n} {hour:02}:00:00,2026-01-0{n} 07:00:00,{state},{team},"
        f"{f'2026-01-0{n} {end}:00:00' if end else ''}\n"
        for n in (1, 2, 3)
        for hour, state, team, end in events
    )


def life(services: Services) -> list[tuple[int, int | None, Status, str]]:
    """Of INC1, in hours of its day."""
    (found,) = [row.id for row in services.incidents.open_list(View()).page(0, 100) if row.ticket == "INC1"]
    names = {one.id: one.name for one in services.workspace.frames.current().teams.values()}
    day = datetime(2026, 1, 1, tzinfo=UTC)

    def hour(at: datetime) -> int:
        return int((at - day).total_seconds()) // 3600

    return [
        (hour(s.from_at), None if s.to_at is None else hour(s.to_at), s.status, names[s.team_id or 0])
        for s in services.incidents.detail(found).raw_segments
    ]


def everything(services: Services) -> object:
    with services.workspace.database.read() as connection:
        return logical_dump(connection)


def test_a_log_of_later_events_continues_the_stored_life_and_is_taken_back_whole(utc: Services, tmp_path: Path) -> None:
    taken_in(utc, tmp_path / "1.csv", log(FIRST))
    assert life(utc) == STORED
    before = everything(utc)
    later = [(12, "Awaiting User", "Dev", ""), (13, "Active", "Dev", "")]
    taken_in(utc, tmp_path / "2.csv", log(later))
    assert life(utc) == [
        STORED[0],
        (8, 12, Status.IN_WORK, "Dev"),
        (12, 13, Status.PAUSED, "Dev"),
        (13, None, Status.IN_WORK, "Dev"),
    ]
    assert utc.imports.prepare(tmp_path / "2.csv", ImportAnswers(time_zone="UTC")).review.counts.same == 3
    utc.imports.undo(utc.imports.runs()[0].step)
    assert everything(utc) == before


def test_a_log_of_the_whole_life_replaces_it(utc: Services, tmp_path: Path) -> None:
    taken_in(utc, tmp_path / "1.csv", log(FIRST))
    taken_in(
        utc, tmp_path / "2.csv", log([(7, "New", "Ops", ""), (9, "Active", "Ops", "11"), (11, "Resolved", "Ops", "11")])
    )
    assert life(utc) == [
        (7, 9, Status.NEW, "Ops"), (9, 11, Status.IN_WORK, "Ops"), (11, None, Status.RESOLVED, "Ops"),
    ]  # fmt: skip


def test_a_reopening_that_a_later_log_tells_keeps_the_first_end(utc: Services, tmp_path: Path) -> None:
    taken_in(utc, tmp_path / "1.csv", log([*FIRST, (10, "Resolved", "Dev", "10")]))
    taken_in(utc, tmp_path / "2.csv", log([(12, "Active", "Ops", ""), (13, "Active", "Dev", "")]))
    assert life(utc) == [
        STORED[0], (8, 10, Status.IN_WORK, "Dev"), (10, 12, Status.RESOLVED, "Dev"),
        (12, 13, Status.IN_WORK, "Ops"), (13, None, Status.IN_WORK, "Dev"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("12:00:00,2026-01-01 07:00:00,Resolved,Dev,2026-01-01 12:00:00", [(8, 12, Status.IN_WORK, "Dev")]),
        (
            "12:00:00,2026-01-01 07:00:00,Awaiting User,Ops,",
            [(8, 12, Status.IN_WORK, "Dev"), (12, None, Status.PAUSED, "Ops")],
        ),
        ("12:00:00,2026-01-01 07:00:00,Active,Dev,", [(8, None, Status.IN_WORK, "Dev")]),
    ],
)
def test_one_newer_row_in_a_list_adds_its_state_or_end(
    utc: Services, tmp_path: Path, row: str, expected: list[tuple[int, int | None, Status, str]]
) -> None:
    taken_in(utc, tmp_path / "1.csv", log(FIRST))
    taken_in(utc, tmp_path / "2.csv", f"{LOG}INC1,2026-01-01 {row}\n")
    assert life(utc) == [STORED[0], *expected]


def test_an_end_in_our_own_table_closes_the_last_stretch(utc: Services, tmp_path: Path) -> None:
    taken_in(utc, tmp_path / "1.csv", log(FIRST))
    own = edited(utc, tmp_path, {"Status": "Resolved", "Resolved": "2026-01-01 12:00:00+00:00"})
    utc.imports.commit(utc.imports.prepare(own, ImportAnswers()))
    assert life(utc) == [STORED[0], (8, 12, Status.IN_WORK, "Dev")]


def edited(services: Services, folder: Path, cells: dict[str, str]) -> Path:
    """Our own table of everything, with other cells for INC1."""
    path = folder / "own.csv"
    services.exports.incidents(View(), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = list(csv.reader(file))
    for row in rows:
        for name, cell in cells.items():
            row[head.index(name)] = cell if row[0] == "INC1" else row[head.index(name)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def test_our_own_table_is_added_beside_or_skipped_as_any_other(utc: Services, tmp_path: Path) -> None:
    taken_in(utc, tmp_path / "1.csv", log(FIRST))
    own = edited(utc, tmp_path, {"Title": "Another"})
    skipped = utc.imports.prepare(own, ImportAnswers(policy=Policy.SKIP)).review
    assert (skipped.counts.same, skipped.counts.skipped, skipped.skipped_reasons["kept as it is"]) == (2, 1, 1)
    added = utc.imports.prepare(own, ImportAnswers(policy=Policy.ADD))
    assert (added.review.counts.new, added.review.counts.changed, added.review.counts.same) == (1, 0, 2)
    utc.imports.commit(added)
    titles = {row.ticket: row.title for row in utc.incidents.open_list(View()).page(0, 9)}
    assert titles == {"INC1": "", "INC1 (2)": "Another", "INC2": "", "INC3": ""}
    again = utc.imports.prepare(own, ImportAnswers(policy=Policy.ADD)).review.counts
    assert (again.new, again.changed, again.same) == (0, 0, 3)


ZERO = frozenset({Doubt.ZERO_MINUTES})


@pytest.mark.parametrize(
    ("change", "policy", "expected"),
    [
        ({"title": "Mine"}, Policy.UPDATE, Exclusion.LEFT_OUT),
        ({"title": "Mine"}, Policy.SKIP, Exclusion.NONE),
        ({"title": "Mine", "resolved_at": 1767344400}, Policy.UPDATE, Exclusion.NONE),
    ],
)
def test_what_is_set_aside_later_keeps_every_edit(
    utc: Services, tmp_path: Path, change: dict[str, object], policy: Policy, expected: Exclusion
) -> None:
    text = LIST + "INC1,2026-01-02 08:00:00,2026-01-02 08:00:00,,3,Resolved,Ops,a\n"
    taken_in(utc, tmp_path / "1.csv", text)
    with utc.workspace.step("edit") as (_, step):
        step.update("incident", 1, change)
    taken_in(utc, tmp_path / "1.csv", text, ImportAnswers(time_zone="UTC", left_out=ZERO, policy=policy))
    held = utc.incidents.detail(1).incident
    assert (held.title, held.exclusion) == ("Mine", expected)
