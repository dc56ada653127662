"""Which team has given what: a row per team, those without a contribution first, a column per kind of session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.domain.people import Person
from desktop_app.domain.sessions import Contribution, Coverage, Session, SessionKind
from desktop_app.ui.hub import words
from desktop_app.ui.widgets.tips import plain

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole + 11  # Cell, on the columns of a kind
LINE_ROLE = Qt.ItemDataRole.UserRole + 12  # the second line of a cell
LACKS_ROLE = Qt.ItemDataRole.UserRole + 13  # whether the team has neither given nor planned anything
GIVEN_ROLE = Qt.ItemDataRole.UserRole + 14  # whether the team has given a session
PLANS_ROLE = Qt.ItemDataRole.UserRole + 15  # whether the cell carries the link to plan the team's first session
_NONE = QModelIndex()


class Column(IntEnum):
    TEAM = 0
    CONTRIBUTED = 1
    TOOLS = 2
    PRACTICES = 3
    SOLVING = 4

    @property
    def kind(self) -> SessionKind | None:
        """The kind of session whose column it is."""
        return _KINDS.get(self)


_KINDS = {
    Column.TOOLS: SessionKind.TOOLS,
    Column.PRACTICES: SessionKind.PRACTICES,
    Column.SOLVING: SessionKind.SOLVING,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """The sessions of one team and one kind."""

    given: tuple[Session, ...]
    planned: tuple[Session, ...]
    undated: tuple[Session, ...]

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (*self.given, *self.planned, *self.undated)


class CoverageModel(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: tuple[Contribution, ...] = ()
        self._members: Counter[int] = Counter()
        self._now = words.LONG_AGO

    def show(self, coverage: Coverage, people: Sequence[Person], now: datetime) -> None:
        self.beginResetModel()
        self._lines, self._now = coverage.lines, now
        today = now.date()
        self._members = Counter(p.team_id for p in people if p.left_on is None or p.left_on >= today)
        self.endResetModel()

    def line(self, row: int) -> Contribution:
        return self._lines[row]

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = self._lines[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, column)
        if role == LINE_ROLE:
            return self._second(line, column)
        if role == CELL_ROLE and column.kind is not None:
            return cell(line, column.kind)
        if role == LACKS_ROLE:
            return _lacks(line)
        if role == PLANS_ROLE:
            return _plans(line, column)
        if role == GIVEN_ROLE:
            return bool(line.given)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(self._tip(line, column))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _title(Column(section))
        return None

    def _text(self, line: Contribution, column: Column) -> str:
        if column is Column.TEAM:
            return line.team.name
        if column is Column.CONTRIBUTED:
            given, planned = len(line.given), len(line.planned)
            return words.counts_words(given, 0 if given else planned, 0) or line.words
        if _plans(line, column):
            return _("Plan a session")
        found = cell(line, column.kind or SessionKind.TOOLS)
        return words.topics(found.sessions) or words.NOTHING

    def _second(self, line: Contribution, column: Column) -> str:
        if column is Column.TEAM:
            return words.people_words(self._members[line.team.id])
        if column.kind is None:
            return words.counts_words(0, len(line.planned), 0) if line.given else ""
        found = cell(line, column.kind)
        if len(found.sessions) == 1:
            return words.short_state(found.sessions[0], self._now)
        return words.counts_words(len(found.given), len(found.planned), len(found.undated))

    def _spoken(self, line: Contribution, column: Column) -> str:
        parts = [line.team.name, _title(column), self._text(line, column), self._second(line, column)]
        return ", ".join(part for part in parts[(column is Column.TEAM) * 2 :] if part)

    def _tip(self, line: Contribution, column: Column) -> str:
        if column.kind is None:
            return ""
        found = cell(line, column.kind)
        if not found.sessions:
            return _("Plan a session of {team}: {kind}").format(team=line.team.name, kind=column.kind.label)
        return "\n".join(
            _("{topic}: {state}").format(topic=each.topic, state=words.state_words(each, self._now))
            for each in found.sessions
        )


def cell(line: Contribution, kind: SessionKind) -> Cell:
    """What a team has of one kind."""
    given, planned, undated = (
        tuple(each for each in sessions if each.kind is kind) for sessions in (line.given, line.planned, line.undated)
    )
    return Cell(given, planned, undated)


def _lacks(line: Contribution) -> bool:
    return not line.given and not line.planned


def _plans(line: Contribution, column: Column) -> bool:
    """The first empty cell of a team without a session says what to do."""
    if not _lacks(line):
        return False
    empty = [each for each in Column if each.kind is not None and not cell(line, each.kind).sessions]
    return column in empty[:1]


def _title(column: Column) -> str:
    kind = column.kind
    if kind is not None:
        return kind.label[:1].upper() + kind.label[1:]
    return {Column.TEAM: _("Team"), Column.CONTRIBUTED: _("Contributed")}[column]
