"""The tables behind a rota's sheets: every block on a line, and where everybody sits on each working day.

The second is what the sheets count: a name taken out or another team written in changes their figures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from desktop_app.domain.board import Board
from desktop_app.domain.cover import Cover, cover_rule, weekday
from desktop_app.domain.language import _
from desktop_app.domain.rotations import days
from desktop_app.domain.teams import Team
from desktop_app.exchange.monthly.live_cells import LiveCells, sheet_ref
from desktop_app.exchange.pages import Ground, aligned, figure, on_paper, text, widths
from desktop_app.exchange.rota.rota_words import kind_words

DATE: Final = "yyyy-mm-dd"
_FIRST_DAY: Final = 4  # column D


@dataclass(frozen=True, slots=True)
class CoverTable:
    """Where the counted figures stand: ``rows`` by team, ``columns`` by working day."""

    title: str
    rows: Mapping[int, int]
    columns: Mapping[date, str]

    def cell(self, team: Team, on: date) -> str:
        """``'Cover'!F5``, for a formula of another sheet."""
        return f"{sheet_ref(self.title)}{self.columns[on]}{self.rows[team.id]}"


def write_blocks(book: Any, board: Board) -> None:
    """One line for each block of the plan, in order of time."""
    page = book.create_sheet(_("Blocks"))
    heads = (
        _("Person"), _("Team"), _("Kind"), _("Host"), _("From"), _("To"), _("Working days"), _("Mentor or partner"),
        _("To go and see"), _("Version"),
    )  # fmt: skip
    _heads(page, 1, heads)
    blocks = sorted(board.plan.blocks, key=lambda b: (b.from_on, b.to_on, b.kind, b.id))
    for row, block in enumerate(blocks, 2):
        person = board.person.get(block.person_id)
        partner = board.partner(block)
        worked = sum(board.works(person, day) for day in days(block.from_on, block.to_on)) if person else 0
        values: tuple[str | int | date, ...] = (
            person.name if person else "",
            _team_name(board, person.team_id if person else None),
            kind_words(block.kind),
            _team_name(board, block.host_id),
            block.from_on,
            block.to_on,
            worked,
            partner.name if partner else "",
            block.question,
            board.plan.label,
        )
        for column, value in zip("ABCDEFGHIJ", values, strict=True):
            _value(page, f"{column}{row}", value)
    page.freeze_panes = "B2"
    page.auto_filter.ref = f"A1:J{len(blocks) + 1}"
    widths(page, (24, 22, 8, 22, 11, 11, 9, 24, 60, 14))
    on_paper(page, landscape=True, head_rows="1:1", footer=board.rota.name)


def _team_name(board: Board, team_id: int | None) -> str:
    team = board.teams.get(team_id) if team_id is not None else None
    return team.name if team else ""


def _value(page: Any, at: str, value: str | int | date) -> None:
    if isinstance(value, str):
        aligned(text(page, at, value), wrap=True, top=True)
        return
    cell = figure(page[at], DATE if isinstance(value, date) else "General")
    cell.value = value
    aligned(cell, "right" if isinstance(value, int) else "left", top=True)


def _heads(page: Any, row: int, titles: Sequence[str]) -> None:
    from openpyxl.utils import get_column_letter

    for index, title in enumerate(titles, 1):
        aligned(text(page, f"{get_column_letter(index)}{row}", title, bold=True), wrap=True, top=True)


def write_cover(book: Any, live: LiveCells, board: Board, found: Cover) -> CoverTable:
    """Where everybody sits on each working day of the period, by team letters, and how many that makes: counted."""
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(_("Cover"))
    marks = team_marks(board)
    people = [person for team_id in board.members for person in board.members[team_id]]
    columns = {day: get_column_letter(n) for n, day in enumerate(found.working_days, _FIRST_DAY)}
    teams = board.rota_teams
    first = 5 + len(teams)
    last = first + max(len(people), 1) - 1
    text(page, "A1", _("Where everybody sits on each working day; the figures of the sheets are counted here."))
    text(page, "A2", _("Cover rule: {rule}.").format(rule=cover_rule(board)))
    _heads(page, 3, (_("Team or person"), _("Letters"), _("Minimum")))
    for row, team in enumerate(teams, 4):
        text(page, f"A{row}", team.name, bold=True)
        text(page, f"B{row}", marks[team.id], bold=True)
        figure(page[f"C{row}"]).value = team.minimum
    for day, column in columns.items():
        aligned(text(page, f"{column}3", f"{weekday(day)} {day:%Y-%m-%d}", bold=True), "center", wrap=True)
        for row, team in enumerate(teams, 4):
            formula = f"=COUNTIF({column}${first}:{column}${last},$B{row})"
            cell = live.put(page, f"{column}{row}", formula, found.at_desk[team.id, day])
            aligned(figure(cell), "center").fill = Ground.BAND.fill
        for row, person in enumerate(people, first):
            if board.works(person, day):
                aligned(text(page, f"{column}{row}", marks.get(board.host_on(person, day), "–")), "center")
    for row, person in enumerate(people, first):
        text(page, f"A{row}", person.name)
        text(page, f"B{row}", marks.get(person.team_id, ""))
    page.freeze_panes = f"D{first}"
    widths(page, (26, 8, 9, *([6.5] * len(columns))))
    on_paper(page, landscape=True, head_rows="3:3", footer=board.rota.name)
    return CoverTable(page.title, {team.id: row for row, team in enumerate(teams, 4)}, columns)


def team_marks(board: Board) -> dict[int, str]:
    """The letters of every team, no two alike, without signs that a count would take for a pattern."""
    found: dict[int, str] = {}
    for team in sorted(board.teams.values(), key=lambda t: (t.id not in board.rota.team_ids, t.id)):
        letters = re.sub(r"\W", "", board.letters(team.id))
        taken = {mark.casefold() for mark in found.values()}
        mark, again = letters or f"T{team.id}", 1
        while mark.casefold() in taken:
            again += 1
            mark = f"{letters}{again}"
        found[team.id] = mark
    return found
