"""People as the rows of a table, each team's under a band with its side, code and minimum staffing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.domain.people import Absence, Person
from desktop_app.domain.teams import Side, Team
from desktop_app.ui.people import words
from desktop_app.ui.widgets.cells import STYLE_ROLE, CellStyle

Index = QModelIndex | QPersistentModelIndex
BAND_ROLE = Qt.ItemDataRole.UserRole + 11  # whether the row is a team's band
COUNT_ROLE = Qt.ItemDataRole.UserRole + 12  # the words beside a team's name
_NONE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Column(IntEnum):
    """The third and fourth are a team's code and minimum in its band."""

    NAME = 0
    SHARE = 1
    HOLIDAYS = 2
    AWAY = 3
    FIRST = 4
    LAST = 5


CODE, MINIMUM = Column.HOLIDAYS, Column.AWAY  # of a band


@dataclass(frozen=True, slots=True)
class Listed:
    """Everything the table shows. ``regions`` are names by code, ``region`` the workspace's own."""

    teams: tuple[Team, ...] = ()
    people: tuple[Person, ...] = ()
    absences: Mapping[int, tuple[Absence, ...]] | None = None  # by person
    region: str = ""
    today: date = date.min

    def away(self, person: Person) -> tuple[Absence, ...]:
        return (self.absences or {}).get(person.id, ())

    def team(self, team_id: int) -> Team | None:
        return next((team for team in self.teams if team.id == team_id), None)


def by_person(absences: Iterable[Absence]) -> dict[int, tuple[Absence, ...]]:
    found: dict[int, tuple[Absence, ...]] = {}
    for absence in absences:
        found[absence.person_id] = (*found.get(absence.person_id, ()), absence)
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """A team's band, or one of its people. ``members`` counts those at home in the team."""

    team: Team
    person: Person | None
    members: int = 0


class RosterModel(QAbstractTableModel):
    """``team_edited`` tells a team, the code and the minimum wanted for it."""

    team_edited = Signal(object, str, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.listed = Listed()
        self._regions: Mapping[str, str] = {}
        self._rows: list[Row] = []
        self._words = ""

    def show(self, listed: Listed) -> None:
        self.listed = listed
        self._arrange()

    def name_regions(self, regions: Mapping[str, str]) -> None:
        self._regions = regions
        if self._rows:
            self.dataChanged.emit(self.index(0, Column.HOLIDAYS), self.index(len(self._rows) - 1, Column.HOLIDAYS))

    def narrow(self, words_wanted: str) -> None:
        """Show the people in whose name or team every one of the words stands."""
        self._words = words_wanted
        self._arrange()

    def row(self, at: int) -> Row:
        return self._rows[at]

    def row_of(self, person_id: int) -> int:
        """Where a person stands, -1 when not shown."""
        return next((at for at, row in enumerate(self._rows) if row.person and row.person.id == person_id), -1)

    def band_of(self, team_id: int) -> int:
        return next((at for at, row in enumerate(self._rows) if row.person is None and row.team.id == team_id), -1)

    @property
    def shown_people(self) -> int:
        return sum(1 for row in self._rows if row.person)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = super().flags(index)
        return plain | Qt.ItemFlag.ItemIsEditable if self.edits(index) else plain

    def edits(self, index: Index) -> bool:
        """Whether the cell is a team's code or minimum."""
        return index.isValid() and self._rows[index.row()].person is None and index.column() in (CODE, MINIMUM)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self._rows[index.row()], Column(index.column())
        if role == BAND_ROLE:
            return row.person is None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column is Column.SHARE and row.person else _LEFT
        if row.person is None:
            return self._band(row, column, role)
        return self._person(row.person, row.team, column, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.edits(index):
            return False
        team, typed = self._rows[index.row()].team, str(value).strip()
        code = typed if index.column() == CODE else team.code
        minimum = int(typed or 0) if index.column() == MINIMUM else team.minimum
        if (code, minimum) != (team.code, team.minimum):
            self.team_edited.emit(team, code, minimum)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _title(Column(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == Column.SHARE else _LEFT
        return None

    # -- one cell

    def _band(self, row: Row, column: Column, role: int) -> object:
        team = row.team
        if role == Qt.ItemDataRole.DisplayRole:
            return _band_text(team, column)
        if role == COUNT_ROLE and column is Column.NAME:
            return words.people_words(row.members) if row.members else _("nobody yet")
        if role == Qt.ItemDataRole.EditRole:
            return team.code if column is CODE else str(team.minimum or "")
        if role == STYLE_ROLE:
            return _band_style(team, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _band_spoken(team, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _band_tip(column)
        return None

    def _person(self, person: Person, team: Team, column: Column, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(person, column)
        if role == STYLE_ROLE:
            return self._style(person, column)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.NAME:
            return _("{name}, {team}").format(name=person.name, team=team.name)
        return None

    def _text(self, person: Person, column: Column) -> str:
        if column is Column.NAME:
            return person.name
        if column is Column.SHARE:
            return words.share_words(person.share)
        if column is Column.HOLIDAYS:
            return words.region_words(person.region or self.listed.region, self._regions) or words.NOTHING
        if column is Column.AWAY:
            return words.away_words(person, self.listed.away(person), self.listed.today)
        return words.day_or_nothing(person.joined_on if column is Column.FIRST else person.left_on)

    def _style(self, person: Person, column: Column) -> CellStyle:
        if person.left_on is not None and person.left_on < self.listed.today:
            return CellStyle(quiet=True, right=column is Column.SHARE, keep_icon_room=column is Column.NAME)
        if column is Column.NAME:
            return CellStyle(medium=True, keep_icon_room=True)  # set in under the team's name
        if column is Column.SHARE:
            return CellStyle(right=True, quiet=person.share == 100)
        quiet = not person.region if column is Column.HOLIDAYS else self._text(person, column) == words.NOTHING
        return CellStyle(quiet=quiet)

    def _arrange(self) -> None:
        self.beginResetModel()
        self._rows = _rows(self.listed.teams, self.listed.people, self._words.casefold().split())
        self.endResetModel()


def _rows(teams: Sequence[Team], people: Sequence[Person], wanted: Sequence[str]) -> list[Row]:
    """Teams of Dev and Ops have a band even without people; others only with some, and none when all are narrowed."""
    found: list[Row] = []
    for team in teams:
        members = [person for person in people if person.team_id == team.id]
        shown = [p for p in members if all(word in f"{p.name} {team.name}".casefold() for word in wanted)]
        if shown or (not wanted and (members or team.side in (Side.OPS, Side.DEV))):
            found.append(Row(team, None, len(members)))
            found += [Row(team, person) for person in sorted(shown, key=lambda p: (p.name.casefold(), p.id))]
    return found


def _title(column: Column) -> str:
    return {
        Column.NAME: _("Name"),
        Column.SHARE: _("Share"),
        Column.HOLIDAYS: _("Holidays"),
        Column.AWAY: _("Away next"),
        Column.FIRST: _("First day"),
        Column.LAST: _("Last day"),
    }[column]


def _band_text(team: Team, column: Column) -> str:
    if column is Column.NAME:
        return team.name
    if column is Column.SHARE:
        return team.side.label
    if column is CODE:
        return team.letters
    return words.minimum_words(team.minimum) if column is MINIMUM else ""


def _band_style(team: Team, column: Column) -> CellStyle:
    if column is Column.NAME:
        return CellStyle(strong=True)
    if column is Column.SHARE:
        return CellStyle(right=True, quiet=team.side is not Side.UNKNOWN, link=team.side is Side.UNKNOWN)
    if column is CODE:
        return CellStyle(icon="pencil", tone="text3", medium=bool(team.code), quiet=not team.code)
    if column is MINIMUM:
        return CellStyle(icon="pencil", tone="text3", link=not team.minimum)
    return CellStyle()


def _band_spoken(team: Team, column: Column) -> str:
    text = _band_text(team, column)
    if column is CODE:
        return _("{team}, code {code}").format(team=team.name, code=text)
    if column is MINIMUM:
        return _("{team}, {minimum}").format(team=team.name, minimum=text)
    return text


def _band_tip(column: Column) -> str | None:
    if column is CODE:
        return _("What blocks and printed plans call the team; double-click or F2 changes it")
    if column is MINIMUM:
        return _("How many people the team keeps at the desk on a working day, guests included; F2 changes it")
    return None
