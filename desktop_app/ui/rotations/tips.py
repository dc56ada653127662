"""What the timeline says of the place under the mouse."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.cover import weekday
from desktop_app.domain.language import _, number
from desktop_app.domain.people import Absence
from desktop_app.domain.rotations import OpenPlace
from desktop_app.domain.stamps import day as day_words
from desktop_app.domain.stamps import span
from desktop_app.domain.teams import Team
from desktop_app.ui.rotations.body import dated
from desktop_app.ui.rotations.reading import Reading
from desktop_app.ui.rotations.rows import Piece, Row, RowKind
from desktop_app.ui.rotations.words import place_words, when, where, working_days


def day_tip(reading: Reading, day: date) -> str:
    """``Fri 25 Dec 2026, Christmas Day``."""
    words = f"{weekday(day)} {day_words(day)}"
    holiday = reading.board.holiday(day)
    return f"{words}, {holiday}" if holiday else words


def cover_tip(reading: Reading, team: Team, day: date) -> str:
    """How many sit at a team's desk."""
    count = reading.at_desk.get((team.id, day))
    if count is None:
        return day_tip(reading, day)
    if not team.minimum:
        return _("{day}: {team} has {n} at the desk").format(day=day_tip(reading, day), team=team.name, n=number(count))
    return _("{day}: {team} has {n} at the desk, the minimum is {minimum}").format(
        day=day_tip(reading, day), team=team.name, n=number(count), minimum=number(team.minimum)
    )


def piece_tip(reading: Reading, piece: Piece, sentences: tuple[str, ...]) -> str:
    """A block with its days and the rules it breaks, an open place, or when somebody is away."""
    item, board = piece.item, reading.board
    if isinstance(item, Absence):
        return _("Away {days}").format(days=span(item.first_on, item.last_on))
    if isinstance(item, OpenPlace):
        return place_words(board, item)
    lines = [where(board, item), f"{when(item)}, {working_days(board, item)}"]
    if not piece.ours:
        lines.append(_("in another plan"))
    if item.pinned:
        lines.append(_("Pinned: planning leaves it where it is"))
    return "\n".join((*lines, *sentences))


def row_tip(reading: Reading, row: Row, day: date) -> str:
    """An empty place of a row."""
    if row.kind is RowKind.BAND and row.team is not None:
        return cover_tip(reading, row.team, day)
    if row.kind is RowKind.SESSIONS:
        lines = [
            f"{session.topic}, {begins:%H:%M}, {session.length}" + (f", {session.place}" if session.place else "")
            for begins, session, _date in dated(reading)
            if begins.date() == day
        ]
        return "\n".join((day_tip(reading, day), *lines))
    return day_tip(reading, day)
