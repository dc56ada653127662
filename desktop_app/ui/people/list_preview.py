"""What a list of people comes to, before anything of it is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.imports import DateOrder
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.people import Person
from desktop_app.domain.people_lists import ListedAbsence, ListedPerson, ListField, PeopleList, known_by
from desktop_app.domain.teams import Team
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.people import words
from desktop_app.ui.people.list_tables import Row, RowsTable
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.fields import Combo
from desktop_app.ui.widgets.headers import SectionHeader
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import HANG, ScrollArea, boxed, column, row
from desktop_app.ui.widgets.painting import RING

_DATES = (ListField.JOINED, ListField.LEFT, ListField.AWAY_FROM, ListField.AWAY_TO)


class ListPreview(QWidget):
    """``taken`` when the list shall be stored, ``cancelled`` when not."""

    taken = Signal()
    cancelled = Signal()
    order_chosen = Signal(object)  # DateOrder as text, empty for none

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored: dict[tuple[str, str], Person] = {}
        self._regions: Mapping[str, str] = {}
        self._head = SectionHeader("")
        self.recognised = Label("", tone="text2", wrap=True)
        self.notes = Label("", tone="text2", wrap=True)
        self.people = RowsTable(_people_heads(), elastic=0, least=4, most=400, accessible_name=_("People in the list"))
        self._refused_head = SectionHeader(_("Refused rows"))
        self.refused = RowsTable((_("Row"), _("Reason")), elastic=1, least=2, most=5, accessible_name=_("Refused rows"))
        self.order = Combo(
            [
                (_("refuse them"), ""),
                (_("day before month"), DateOrder.DMY.value),
                (_("month before day"), DateOrder.MDY.value),
            ],
            accessible_name=_("Dates that read both ways"),
        )
        asked = Label(_("Dates that read both ways"), TextStyle.CAPTION, "text2")
        self._order = boxed(row(asked, self.order, None, spacing=12))
        self.take = Button("", icon="check", look=Look.PRIMARY, tip=_("Store these people; undo takes them all back"))
        self.cancel = Button(_("Cancel"), tip=_("Leave the list; nothing is stored"))
        self._lay_out()
        self.order.activated.connect(lambda _at: self.order_chosen.emit(self.order.currentData()))
        self.take.clicked.connect(self.taken)
        self.cancel.clicked.connect(self.cancelled)

    def _lay_out(self) -> None:
        above = column(self._head, self.recognised, 4, self.notes, 8)
        above.setContentsMargins(HANG, 0, HANG, 0)
        between = column(14, self._refused_head, self._order)
        between.setContentsMargins(HANG, 0, HANG, 0)
        self._between = boxed(between)
        foot = row(self.take, self.cancel, None, spacing=0)
        foot.setContentsMargins(HANG - RING, 0, HANG, 0)
        line = row((Rule(), 1))
        line.setContentsMargins(HANG, 0, HANG, 0)
        lists = column(above, (self.people, 3), self._between, (self.refused, 1), (QWidget(), 1))
        self.setLayout(column((ScrollArea(boxed(lists)), 1), 12, line, 8, foot))

    def know(self, people: Sequence[Person], teams: Sequence[Team]) -> None:
        """Who is stored already."""
        names = {team.id: team.name for team in teams}
        self._stored = {known_by(person.name, names.get(person.team_id, "")): person for person in people}

    def name_regions(self, regions: Mapping[str, str]) -> None:
        self._regions = regions

    def show_list(self, found: PeopleList, today: date) -> None:
        """Show what was read."""
        self._head.set_headline(found.file_name)
        self._head.set_note(_("{words}; nothing is stored yet").format(words=found.words))
        self.recognised.setText(_recognised(found))
        notes = [*found.notes, _new_teams(found)]
        self.notes.setText("\n".join(note for note in notes if note))
        self.notes.setVisible(any(notes))
        away: dict[tuple[str, str], list[ListedAbsence]] = {}
        for absence in found.absences:
            away.setdefault(absence.key, []).append(absence)
        self.people.show_rows([self._row(person, away.get(person.key, []), today) for person in found.people])
        self.people.setVisible(bool(found.people))
        self.refused.show_rows(found.refused)
        for widget in (self._between, self.refused):
            widget.setVisible(bool(found.refused))
        self._order.setVisible(any(column.field in _DATES for column in found.columns))
        count = len(found.people)
        self.take.setText(ngettext("Import {n} person", "Import {n} people", count).format(n=number(count)))
        self.take.setEnabled(bool(count))
        self.take.updateGeometry()

    def _row(self, person: ListedPerson, absences: Sequence[ListedAbsence], today: date) -> Row:
        return (
            person.name,
            person.team,
            person.side.label,
            words.share_words(person.share),
            words.region_words(person.region, self._regions) or words.NOTHING,
            _away(absences, today),
            words.day_or_nothing(person.joined_on),
            words.day_or_nothing(person.left_on),
            self._meaning(person),
        )

    def _meaning(self, person: ListedPerson) -> str:
        """What importing the row does to who is stored."""
        held = self._stored.get(person.key)
        if held is None:
            return _("new")
        pairs = (
            (ListField.SHARE, held.share, person.share),
            (ListField.REGION, held.region, person.region),
            (ListField.JOINED, held.joined_on, person.joined_on),
            (ListField.LEFT, held.left_on, person.left_on),
        )
        return _("changed") if any(f in person.told and one != other for f, one, other in pairs) else _("known")


def _people_heads() -> Row:
    return (
        _("Name"),
        _("Team"),
        _("Side"),
        _("Share"),
        _("Holidays"),
        _("Away"),
        _("First day"),
        _("Last day"),
        _("Status"),
    )


def _away(absences: Sequence[ListedAbsence], today: date) -> str:
    if not absences:
        return words.NOTHING
    first = min(absences, key=lambda each: each.first_on)
    told = words.days_words(first.first_on, first.last_on, today)
    more = len(absences) - 1
    return told + (", " + ngettext("{n} more", "{n} more", more).format(n=number(more)) if more else "")


def _recognised(found: PeopleList) -> str:
    """``Recognised: Name, Team, Part time as Share of a week. Left out: Phone.``"""
    told, left = [], []
    for column_ in found.columns:
        if column_.field is None:
            left.append(column_.name)
        elif column_.name.casefold() == column_.field.label.casefold():
            told.append(column_.name)
        else:
            told.append(_("{column} as {field}").format(column=column_.name, field=column_.field.label))
    sentence = _("Recognised: {columns}.").format(columns=", ".join(told))
    if left:
        sentence += " " + _("Left out: {columns}.").format(columns=", ".join(left))
    return sentence


def _new_teams(found: PeopleList) -> str:
    if not found.new_teams:
        return ""
    return ngettext("{n} team is new: {names}.", "{n} teams are new: {names}.", len(found.new_teams)).format(
        n=number(len(found.new_teams)), names=", ".join(found.new_teams)
    )
