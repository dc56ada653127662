"""Monthly sheets as handed out: their figures stay, and what became of the month since is said with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.calendars import Clock
from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import Exclusion, IncidentForm
from desktop_app.domain.issued import Counted, Held, facts, read_facts
from desktop_app.domain.sessions import Session, SessionDate, SessionKind
from desktop_app.domain.targets import Target, Unit
from desktop_app.services.suite import Services
from desktop_app.services.whole_workspace import import_folder

OCTOBER, SEPTEMBER = date(2025, 10, 1), date(2025, 9, 1)


def ids(services: Services, outcome: str, n: int, kind: str = "Medium") -> list[int]:
    """Incidents of a classification that were due in September with an outcome."""
    found = services.monthly._measures.asked(
        IncidentFilter()
        .where("deadline", "between", "2025-09-01", "2025-09-30")
        .where("classification", "one_of", kind)
        .where("outcome", "one_of", outcome)
        .where("exclusion", "one_of", "none")
    )
    return found.included["id"].to_list()[:n]


def change(services: Services, wanted: list[int], **values: int) -> None:
    with services.workspace.step("change") as (_connection, step):
        for each in wanted:
            step.update("incident", each, values)


def test_an_issue_keeps_the_page_as_it_was_handed_out(filled: Services) -> None:
    months = filled.monthly
    before = months.sheet(SEPTEMBER)
    assert before.issue is None
    done = months.issue(SEPTEMBER)
    assert done.message == "Sheet no 1, September 2025, is issued; its figures stay as they are."
    change(filled, ids(filled, "in_time", 5), exclusion=Exclusion.TEST.value)
    issued, fresh = months.sheet(SEPTEMBER), months.sheet(SEPTEMBER, fresh=True)
    assert issued.issue is not None
    assert issued.stamp_words == "ISSUED no 1"
    assert replace(issued, issue=None, restated=(), printed_at=None) == replace(before, printed_at=None)
    assert fresh.whole.due == before.whole.due - 5
    assert fresh.stamp_words == "DRAFT"


def test_a_restatement_says_why_and_stands_on_the_next_sheets(filled: Services) -> None:
    months = filled.monthly
    months.issue(SEPTEMBER)
    assert months.restatements() == ()
    change(filled, ids(filled, "in_time", 3), exclusion=Exclusion.TEST.value)
    change(filled, ids(filled, "missed", 2), classification=Classification.LOW.value)
    (said,) = months.restatements(SEPTEMBER)
    assert (said.month, said.number) == (SEPTEMBER, 1)
    assert dict(said.changes)["left_out"] == 3
    assert said.sentence.startswith("September 2025 (issued as no 1): ")
    assert "3 left out" in said.sentence
    assert "reclassified" in said.sentence
    assert [each.number for each in months.sheet(OCTOBER).restated] == [1]
    assert months.sheet(OCTOBER).restated[0].sentence.startswith("September (issued as no 1): ")
    assert months.sheet(date(2025, 8, 1)).restated == (), "an earlier month says nothing of a later one"
    assert months.restatements(OCTOBER) == ()


def test_a_later_reopening_is_told_as_one(filled: Services) -> None:
    filled.monthly.issue(SEPTEMBER)
    reopened = ids(filled, "in_time", 3)
    change(filled, reopened, reopens=9, resolved_at=1_767_000_000)
    (said,) = filled.monthly.restatements()
    assert dict(said.changes) == {"reopened": 3}
    assert said.sentence.endswith(": 3 reopened.")


def test_what_was_known_but_not_due_yet_is_told_as_due_since(filled: Services, clock: Callable[[int], None]) -> None:
    """Of three logged by hand, two lay before their deadline at the issue; one is logged afterwards."""

    def log(opened: str) -> None:
        at = datetime.fromisoformat(f"{opened}+00:00")
        filled.incidents.log(IncidentForm("Down", classification=Classification.HIGH, opened_at=at))

    clock(int(datetime(2026, 3, 10, 12, tzinfo=UTC).timestamp()))
    for opened in ("2026-03-10T05:00", "2026-03-10T10:00", "2026-03-10T11:00"):
        log(opened)
    march = date(2026, 3, 1)
    filled.monthly.issue(march)
    assert filled.monthly.sheet(march).whole.due == 1
    clock(int(datetime(2026, 3, 20, tzinfo=UTC).timestamp()))
    log("2026-03-10T06:00")
    (said,) = filled.monthly.restatements(march)
    assert dict(said.changes) == {"new": 1, "due": 2}
    assert said.sentence.endswith(": 1 newly known, 2 due since.")


def test_what_was_left_out_when_issued_and_counts_now_is_a_correction(filled: Services) -> None:
    out = ids(filled, "in_time", 3)
    change(filled, out, exclusion=Exclusion.TEST.value)
    filled.monthly.issue(SEPTEMBER)
    change(filled, out, exclusion=Exclusion.NONE.value)
    (said,) = filled.monthly.restatements(SEPTEMBER)
    assert dict(said.changes) == {"corrected": 3}, "they were here and due already"


def test_another_goal_is_named_as_the_reason(filled: Services) -> None:
    filled.monthly.issue(SEPTEMBER)
    shared = filled.targets.find(None)
    medium = next(t for t in shared.targets if t.classification is Classification.MEDIUM)
    filled.targets.set_target(shared.id, Target(Classification.MEDIUM, 1.0, Unit.HOURS, medium.valid_from))
    (said,) = filled.monthly.restatements()
    assert set(dict(said.changes)) == {"goal"}, "nobody corrected anything"
    assert said.sentence.endswith(" under another goal.")


def test_a_goal_that_holds_later_changes_neither_the_month_nor_its_goal(filled: Services) -> None:
    filled.monthly.issue(SEPTEMBER)
    before = filled.monthly.sheet(SEPTEMBER)
    shared = filled.targets.find(None)
    later = date(SEPTEMBER.year, SEPTEMBER.month + 1, 1)
    filled.targets.set_target(shared.id, Target(Classification.MEDIUM, 1.0, Unit.HOURS, later))
    assert filled.monthly.restatements() == ()
    again = filled.monthly.sheet(SEPTEMBER, fresh=True)
    assert (again.goals, again.means, again.strips) == (before.goals, before.means, before.strips)
    assert again.ageing == before.ageing
    assert [line.goal for line in filled.monthly.sheet(later).goals][2] == "goal 1 h"


def test_undo_takes_an_issue_back_and_the_number_is_free_again(filled: Services) -> None:
    filled.monthly.issue(SEPTEMBER)
    filled.monthly.issue(OCTOBER)
    assert [(each.number, each.month) for each in filled.monthly.issued()] == [(2, OCTOBER), (1, SEPTEMBER)]
    filled.history.undo()
    assert [each.number for each in filled.monthly.issued()] == [1]
    assert filled.monthly.sheet(OCTOBER).issue is None
    filled.history.redo()
    assert [each.number for each in filled.monthly.issued()] == [2, 1]


def test_an_issue_belongs_to_its_filter_and_clock(filled: Services) -> None:
    wanted = IncidentFilter(clock=Clock.WORKING).where("route", "one_of", "ops_only")
    filled.monthly.issue(SEPTEMBER, wanted)
    assert filled.monthly.sheet(SEPTEMBER).issue is None
    made = filled.monthly.sheet(SEPTEMBER, wanted)
    assert made.issue is not None
    assert any(part.startswith("filter: ") for part in made.facts)
    assert filled.monthly.offered(wanted).numbers == {SEPTEMBER: 1}
    assert filled.monthly.offered().numbers == {}


def test_a_month_with_nothing_due_is_not_issued(filled: Services) -> None:
    with pytest.raises(Refused, match="No incident was due in May 1999"):
        filled.monthly.issue(date(1999, 5, 1))
    assert filled.monthly.issued() == ()


def test_only_months_with_data_are_offered_and_the_newest_whole_one_is_proposed(filled: Services) -> None:
    offered = filled.monthly.offered()
    assert list(offered.months) == sorted(set(offered.months), reverse=True)
    assert all(month.day == 1 for month in offered.months)
    assert offered.proposed in offered.months
    assert date(1999, 5, 1) not in offered.months


def test_a_month_in_which_next_to_nothing_was_due_is_proposed_only_where_no_other_has_more(filled: Services) -> None:
    newest = filled.monthly.offered().proposed
    assert newest is not None
    every = IncidentFilter().where("exclusion", "one_of", "none")
    mine = every.where("deadline", "between", newest.isoformat(), (newest + timedelta(days=30)).isoformat())
    rest = filled.monthly._measures.asked(mine).included["id"].to_list()
    change(filled, rest[3:], exclusion=Exclusion.TEST.value)
    assert filled.monthly.offered().proposed == (newest - timedelta(days=1)).replace(day=1)
    others = filled.monthly._measures.asked(every).included["id"].to_list()
    change(filled, sorted({*others} - {*rest[:3]}), exclusion=Exclusion.TEST.value)
    assert filled.monthly.offered().proposed == newest


def test_an_empty_workspace_offers_nothing(services: Services) -> None:
    offered = services.monthly.offered()
    assert (offered.months, offered.proposed) == ((), None)
    assert services.monthly.sheet(OCTOBER).big == "–"


def test_what_an_issue_keeps_comes_back_whole_and_small(filled: Services) -> None:
    sheet = filled.monthly.sheet(SEPTEMBER)
    many = range(1, 80_001)
    counted = Counted(list(many), [3] * 80_000, [n % 5 for n in many], [0] * 80_000)
    known = Held(90_000, {1: 1_767_000_000}, 1_767_100_000)
    text = facts(sheet, {"High": "4 h"}, counted, known)
    assert len(text) < 200_000
    back, goals, held, then = read_facts(text)
    assert (back, goals, then) == (sheet, {"High": "4 h"}, known)
    assert (held.ids[-1], held.outcomes[:6]) == (80_000, [1, 2, 3, 4, 0, 1])
    assert read_facts(text.replace(',"replay":0', "", 1))[0] == sheet, "what was not told yet has its default"
    with pytest.raises(Refused, match="another version"):
        read_facts(text.replace('"version":1', '"version":9', 1))
    with pytest.raises(Refused, match="another version"):
        read_facts('{"version": 1, "sheet": {}}')


def test_no_person_is_kept_in_an_issue(filled: Services) -> None:
    filled.monthly.issue(SEPTEMBER)
    with filled.workspace.database.read() as connection:
        kept = connection.exec_driver_sql("select facts from issued_sheet").scalar_one()
    assert filled.workspace.author not in kept or len(filled.workspace.author) < 4


def test_a_whole_export_carries_issues(filled: Services, tmp_path: Path) -> None:
    from desktop_app.domain.workspaces import FolderKind
    from desktop_app.services.changes import Silent
    from desktop_app.services.workspaces import Workspace

    filled.monthly.issue(SEPTEMBER)
    filled.whole.export_folder(tmp_path / "out", FolderKind.JSONL, Silent())
    import_folder(tmp_path / "out", tmp_path / "again.secondway", Silent())
    again = Workspace.open(tmp_path / "again.secondway")
    try:
        held = Services.over(again).monthly
        assert [each.number for each in held.issued()] == [1]
        assert held.sheet(SEPTEMBER).whole == filled.monthly.sheet(SEPTEMBER).whole
        assert held.restatements() == ()
    finally:
        again.close()


def test_sessions_of_the_four_weeks_after_stand_on_the_sheet(filled: Services) -> None:
    team = filled.sessions.hub().teams[0]
    days = [datetime.fromisoformat(f"2025-11-{day}T09:00") for day in ("05", "12", "30")]
    dates = tuple(SessionDate(0, day, "UTC") for day in days)
    filled.sessions.add(Session(0, "Certificates", SessionKind.TOOLS, team.id, 120, dates=dates, seats=5))
    made = filled.monthly.sheet(OCTOBER)
    assert [(line.when, line.state) for line in made.coming] == [("We 5 Nov", "5 seats"), ("We 12 Nov", "5 seats")]
    assert made.coming[0].what == f"Hub: Certificates, 2 h, {team.name}"
    assert made.coming_left == 0
