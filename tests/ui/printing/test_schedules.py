"""What stands on a schedule when a rota is not as one would like it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from desktop_app.domain.board import Board
from desktop_app.domain.cover import cover, cover_rule
from desktop_app.domain.people import Absence, Person
from desktop_app.domain.rotations import DAY, WEEK, Block, BlockKind, Rota
from desktop_app.domain.teams import Side, Team
from desktop_app.ui.printing.layouts import Layout, Paper, compose
from desktop_app.ui.printing.marks import Document, Page, Shape, Words
from desktop_app.ui.printing.scene import Options
from tests.ui.printing.boards import GUEST, START, board
from tests.ui.printing.judging import faults, texts

SCHEDULES = (Layout.MONTH, Layout.QUARTER)


def printed(own: Board, layout: Layout = Layout.MONTH, paper: Paper = Paper.A4, **options: bool) -> Document:
    return compose(layout, own, paper, Options(**options))


def judged(pages: Iterable[Page], *, cut_allowed: bool = False) -> list[str]:
    return [fault for page in pages for fault in faults(page, cut_allowed=cut_allowed)]


def words(document: Document) -> str:
    return " ".join(text for page in document.pages for text in texts(page))


def row_of(page: Page, name: str) -> list[str]:
    """The words on the height of a person's name."""
    own = next(mark for mark in page.marks if isinstance(mark, Words) and mark.text == name)
    return [m.text for m in page.marks if isinstance(m, Words) and own.box.y < m.ink.centre[1] < own.box.bottom]


@pytest.mark.parametrize("layout", SCHEDULES)
@pytest.mark.parametrize("paper", Layout.MONTH.papers)
def test_long_names_are_cut_but_nobody_looks_like_another(layout: Layout, paper: Paper) -> None:
    own = board(15)
    same = "Maximiliane-Alexandra von Hohenstein-Wolkenburg zu Traut "
    people = tuple(replace(p, name=same + chr(65 + i)) for i, p in enumerate(own.people))
    document = printed(replace(own, people=people), layout, paper)
    assert not judged(document.pages, cut_allowed=True)
    names = [
        m.text for page in document.pages for m in page.marks if isinstance(m, Words) and m.text.startswith("Maxi")
    ]
    assert len(set(names)) == 15


def test_long_team_names_fit_the_column_and_the_subtitle() -> None:
    own = board(15)
    teams = {
        key: replace(team, name=f"{team.name} and everything that belongs to it in the north and the south")
        for key, team in own.teams.items()
    }
    assert not judged(printed(replace(own, teams=teams)).pages, cut_allowed=True)


@pytest.mark.parametrize("layout", SCHEDULES)
def test_longer_words_fit_too(layout: Layout, longer_words: None) -> None:
    for count, paper in ((3, Paper.A3), (15, Paper.LETTER), (15, Paper.A4), (60, Paper.A4)):
        assert not judged(printed(board(count, open_slots=1), layout, paper).pages)


def test_initials_name_people_and_no_name_stays() -> None:
    own = board(15)
    people = tuple(
        replace(p, name=name)
        for p, name in zip(own.people, [f"Anna Maria S{letter}hmidt" for letter in "abcdefghijklmno"], strict=True)
    )
    document = printed(replace(own, people=people), initials=True)
    assert not judged(document.pages)
    assert "Anna" not in words(document)
    assert {"AMS1", "AMS15"} <= set(texts(document.pages[0]))


def test_an_absence_has_no_reason_on_paper_and_runs_over_a_weekend_in_two_pieces() -> None:
    own = board(3)
    away = Absence(1, 3, date(2027, 1, 21), date(2027, 1, 26))
    document = printed(replace(own, absences=(away,), plan=replace(own.plan, blocks=())))
    assert row_of(document.pages[0], "Dev 2").count("away") == 2


def test_a_block_that_goes_on_outside_says_until_when_and_has_a_point() -> None:
    own = board(3, duty=False)
    block = Block(1, 2, GUEST, 1, date(2027, 1, 25), date(2027, 2, 12), mentor_id=1)
    document = printed(own.with_blocks([block]))
    row = " ".join(row_of(document.pages[0], "Dev 1"))
    assert "→ OPS 1/3" in row
    assert "to 12 Feb" in row
    assert any(isinstance(mark, Shape) for mark in document.pages[0].marks)
    later = compose(Layout.MONTH, own.with_blocks([block]), Paper.A4, first=date(2027, 2, 1))
    assert "→ OPS 2/3" in " ".join(row_of(later.pages[0], "Dev 1"))


def test_leave_within_a_block_breaks_it() -> None:
    own = board(3, duty=False)
    block = Block(1, 2, GUEST, 1, START, START + 11 * DAY, mentor_id=1)
    away = Absence(1, 2, START + 2 * DAY, START + 3 * DAY)
    document = printed(replace(own.with_blocks([block]), absences=(away,)))
    row = row_of(document.pages[0], "Dev 1")
    assert "away" in row
    assert not judged(document.pages)
    assert sum("OPS" in text for text in row) == 3


@pytest.mark.parametrize("layout", SCHEDULES)
def test_somebody_planned_in_three_places_at_once_is_shown_in_all_of_them(layout: Layout) -> None:
    own = board(15)
    blocks = [Block(900 + n, 10, GUEST, 1 if n else 2, START + n * DAY, START + 11 * DAY) for n in range(3)]
    document = printed(own.with_blocks([*own.plan.blocks, *blocks]), layout)
    assert not judged(document.pages)
    assert max(max(page.rows) for page in document.pages) >= 14


def test_open_places_have_a_row_and_a_rota_without_any_has_none() -> None:
    gaps, full = printed(board(15, open_slots=7)), printed(board(15, full=True))
    assert "Open places" in words(gaps)
    assert "→ OPS, → PAY" in words(gaps)
    assert "Open places" not in words(full)
    assert not judged(gaps.pages)


@pytest.mark.parametrize("layout", SCHEDULES)
def test_many_open_places_are_counted_where_their_names_do_not_fit(layout: Layout) -> None:
    own = board(60, weeks=13, open_slots=7)
    roles = tuple(replace(role, id=n * 10 + role.id, places=n + 2) for n in range(4) for role in own.rota.roles)
    document = printed(replace(own, rota=replace(own.rota, slot_weeks=1, roles=roles)), layout)
    assert "open" in words(document)
    assert not judged(document.pages)


def test_figures_rule_and_result_are_those_of_the_domain() -> None:
    own = board(15)
    teams = {key: replace(team, minimum=6 if key == 1 else 0) for key, team in own.teams.items()}
    own = replace(own, teams=teams)
    document = compose(Layout.MONTH, own, Paper.A4)
    found = cover(own, date(2027, 1, 1), date(2027, 1, 31))
    assert 0 < found.days_short < len(found.working_days)
    said = words(document)
    assert f"{cover_rule(own)}." in said
    assert f"{found.result}." in said.replace("  ", " ")
    ops = next(mark for mark in document.pages[0].marks if isinstance(mark, Words) and mark.text == "Ops")
    band = [
        m for m in document.pages[0].marks
        if isinstance(m, Words) and m.text.isdigit() and abs(m.box.centre[1] - ops.box.centre[1]) < 0.2
    ]  # fmt: skip
    band.sort(key=lambda mark: mark.ink.x)
    assert [int(mark.text) for mark in band] == [found.at_desk[1, day] for day in found.working_days]


def test_a_team_without_minimum_makes_no_promise() -> None:
    own = board(15)
    own = replace(own, teams={key: replace(team, minimum=0) for key, team in own.teams.items()})
    said = words(printed(own))
    assert "Cover kept" not in said
    assert "no team has set a minimum" in said


def test_a_rota_without_duty_and_sessions_leaves_their_rows_out() -> None:
    own = replace(board(15, duty=False), sessions=(), around=())
    said = words(printed(own))
    assert "On duty" not in said
    assert "Hub sessions" not in said


@pytest.mark.parametrize("layout", SCHEDULES)
def test_a_rota_of_nobody_says_so(layout: Layout) -> None:
    own = replace(board(3), people=(), absences=(), around=()).with_blocks(())
    document = printed(own, layout)
    assert len(document.pages) == 1
    assert "Nobody belongs to the teams of this rota in this period." in words(document)
    assert not judged(document.pages)


def test_a_rota_without_teams_is_printed_too() -> None:
    own = board(3)
    rota = replace(own.rota, team_ids=(), roles=())
    document = printed(replace(own, rota=rota, people=(), around=(), sessions=()).with_blocks(()))
    assert "Nobody belongs" in words(document)
    assert not judged(document.pages)


def test_week_53_is_called_by_its_number_and_holidays_are_named() -> None:
    said = words(printed(board(15)))
    assert "W53" in said
    assert "1 Jan New Year" in said
    assert "hol" in said.split()


def test_a_draft_is_a_draft_and_says_what_it_replaces() -> None:
    said = words(printed(board(3, published=False)))
    assert "DRAFT v3" in said
    assert "replaces v2 of 11 Dec 2026" in said
    assert "printed 18 Dec 2026 09:12" in said


def test_a_rota_without_contact_has_a_neutral_one() -> None:
    own = board(3)
    said = words(printed(replace(own, rota=replace(own.rota, contact=""))))
    assert "Ask whoever plans the rota" in said


def test_made_up_people_are_said_to_be_so() -> None:
    assert "15 people (made up)" in words(printed(board(15)))
    assert "made up" not in words(printed(replace(board(15), demo=False)))


def test_those_who_have_left_or_not_come_yet_have_no_row() -> None:
    own = board(3)
    gone = replace(own.people[1], left_on=date(2026, 12, 24))
    late = replace(own.people[2], joined_on=date(2027, 1, 18))
    document = printed(replace(own, people=(own.people[0], gone, late)).with_blocks(()))
    assert "Dev 1" not in texts(document.pages[0])
    assert "Dev 2" in texts(document.pages[0])


def test_a_long_contact_and_rota_name_wrap() -> None:
    own = board(15)
    rota = replace(own.rota, contact="the planning desk, " * 20, name="The rota of the winter " * 6)
    assert not judged(printed(replace(own, rota=rota)).pages, cut_allowed=True)


def test_crowded_sessions_meet_nowhere() -> None:
    own = board(15)
    crowd = tuple(
        replace(s, id=n * 100 + s.id, dates=tuple(replace(d, starts=d.starts + DAY * n) for d in s.dates))
        for n in range(3)
        for s in own.sessions
    )
    for layout in SCHEDULES:
        assert not judged(printed(replace(own, sessions=crowd), layout).pages)
        document = printed(replace(own, sessions=crowd * 6), layout)
        assert not judged(document.pages, cut_allowed=True)
        assert re.search(r"and \d+ more", words(document)), "what has no room is counted"


def test_four_on_duty_at_once_are_named_or_have_initials() -> None:
    own = board(15)
    blocks = [Block(n + 1, n + 1, BlockKind.DUTY, None, START, START + 6 * DAY) for n in (0, 1, 7, 8)]
    for layout in SCHEDULES:
        document = printed(own.with_blocks(blocks), layout)
        assert not judged(document.pages)
    assert "Dev 2 + Dev 3 + Ops 1 + Ops 2" in words(printed(own.with_blocks(blocks)))


def test_one_team_of_sixty_goes_over_pages_as_continued() -> None:
    team = Team(1, "Ops", Side.OPS, minimum=3)
    people = tuple(Person(n + 1, f"Ops {n + 1}", 1) for n in range(60))
    rota = Rota(1, "One team", START, 4, team_ids=(1,))
    own = replace(board(3), rota=rota, teams={1: team}, people=people, absences=(), around=()).with_blocks(())
    document = printed(own)
    assert len(document.pages) == 4
    assert "Ops (cont.)" in texts(document.pages[1]) or "Ops (continued)" in texts(document.pages[1])
    assert max(len(page.rows) for page in document.pages) - min(len(page.rows) for page in document.pages) <= 3


def test_a_long_rota_is_broken_into_quarters_with_pages_that_count_through() -> None:
    own = board(15, weeks=30)
    document = compose(Layout.QUARTER, own, Paper.A3)
    assert own.rota.to_on == START + 30 * WEEK - DAY
    titles = [texts(page)[0] for page in document.pages]
    assert len(set(titles)) == 3
    assert f"Page {len(document.pages)} of {len(document.pages)}" in texts(document.pages[-1])
    assert not judged(document.pages)
