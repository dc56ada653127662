"""Sessions as the rows of a table: by date, or one row each with what comes next of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _, number
from desktop_app.domain.people import Person
from desktop_app.domain.sessions import Session
from desktop_app.domain.teams import Team
from desktop_app.ui.hub import words
from desktop_app.ui.widgets.cells import STYLE_ROLE, CellStyle
from desktop_app.ui.widgets.tips import plain

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Column(IntEnum):
    WHEN = 0
    TOPIC = 1
    TEAM = 2
    HOSTS = 3
    LENGTH = 4
    KIND = 5
    SEATS = 6
    OWN_PACE = 7


_NUMBERS = (Column.LENGTH, Column.SEATS)


@dataclass(frozen=True, slots=True)
class Line:
    """``when`` is said as it stands; a ``quiet`` line is over or has no date."""

    session: Session
    when: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Whose ids are whose."""

    teams: Mapping[int, Team]
    people: Mapping[int, Person]


class SessionModel(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._named = Named({}, {})

    def show(self, lines: Sequence[Line], named: Named) -> None:
        self.beginResetModel()
        self._lines, self._named = tuple(lines), named
        self.endResetModel()

    def session(self, row: int) -> Session:
        return self._lines[row].session

    def row_of(self, session_id: int) -> int:
        """Where a session stands first, -1 when not shown."""
        return next((at for at, line in enumerate(self._lines) if line.session.id == session_id), -1)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = self._lines[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, column)
        if role == STYLE_ROLE:
            strong = column is Column.TOPIC
            quiet = (line.quiet and not strong) or self._text(line, column) == words.NOTHING
            return CellStyle(medium=strong, quiet=quiet, right=column in _NUMBERS)
        if role == Qt.ItemDataRole.ToolTipRole and column in (Column.TOPIC, Column.TEAM, Column.HOSTS):
            return plain(self._text(line, column))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column in _NUMBERS else _LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _title(Column(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in _NUMBERS else _LEFT
        return None

    def _text(self, line: Line, column: Column) -> str:
        session = line.session
        if column is Column.WHEN:
            return line.when
        if column is Column.TOPIC:
            return session.topic
        if column is Column.TEAM:
            team = self._named.teams.get(session.team_id)
            return team.name if team else words.NOTHING
        if column is Column.HOSTS:
            return words.hosts_words(session, self._named.people)
        if column is Column.LENGTH:
            return session.length
        if column is Column.KIND:
            return session.kind.label
        if column is Column.SEATS:
            return number(session.seats) if session.seats is not None else words.NOTHING
        return _("yes") if session.own_pace else words.NOTHING


def next_dates(sessions: Iterable[Session], now: datetime) -> tuple[Line, ...]:
    """A line for each date to come, the next first."""
    found = [(each.starts, session) for session in sessions for each in words.coming(session, now)]
    found.sort(key=lambda pair: (pair[0], pair[1].topic.casefold(), pair[1].id))
    return tuple(Line(session, words.date_words(starts, now)) for starts, session in found)


def all_sessions(sessions: Iterable[Session], now: datetime) -> tuple[Line, ...]:
    """A line for each session: those to come, those without a date, those that are over with the last first."""

    def place(session: Session) -> tuple[int, float, str, int]:
        if dates := words.coming(session, now):
            return 0, (dates[0].starts - now).total_seconds(), session.topic.casefold(), session.id
        if dates := words.held(session, now):
            return 2, (now - dates[0].starts).total_seconds(), session.topic.casefold(), session.id
        return 1, 0.0, session.topic.casefold(), session.id

    return tuple(
        Line(session, words.state_words(session, now), quiet=not words.coming(session, now))
        for session in sorted(sessions, key=place)
    )


def _title(column: Column) -> str:
    return {
        Column.WHEN: _("Date"),
        Column.TOPIC: _("Session"),
        Column.TEAM: _("Owner"),
        Column.HOSTS: _("Hosts"),
        Column.LENGTH: _("Length"),
        Column.KIND: _("Kind"),
        Column.SEATS: _("Seats"),
        Column.OWN_PACE: _("Own pace"),
    }[column]
