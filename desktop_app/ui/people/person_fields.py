"""The fields of one person, from a Person and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain import stamps
from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.domain.people import Person, check_person
from desktop_app.domain.teams import Team
from desktop_app.ui.people.words import read_share, region_words, share_words
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.asking import Asked
from desktop_app.ui.widgets.fields import Combo, Form, LineEdit
from desktop_app.ui.widgets.region_field import RegionField

T = TypeVar("T")


class PersonFields(QWidget):
    """``edited`` when anything is typed or chosen. A value that cannot be taken stays, with the reason under it."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filled, self._filling = Person(0, "", 0), False
        self._base: tuple[object, ...] = ()
        self.name = LineEdit(_("Name as it stands in the rota"), accessible_name=_("Name"))
        self.team = Combo(accessible_name=_("Team"))
        self.share = LineEdit("100 %", accessible_name=_("Share of a full week"))
        self.region = RegionField("", accessible_name=_("Public holidays"))
        self.first = LineEdit(_("since ever"), accessible_name=_("First day in the team"))
        self.last = LineEdit(_("stays"), accessible_name=_("Last day in the team"))
        self.team.setPlaceholderText(_("Choose a team"))
        for day in (self.first, self.last):
            day.setToolTip(_("A day such as {example}").format(example=stamps.day(stamps.EXAMPLE)))
        self.asked = {
            field: Asked(field) for field in (self.name, self.team, self.share, self.region, self.first, self.last)
        }
        form = Form(self)
        for caption, field in (
            (_("&Name"), self.name),
            (_("&Team"), self.team),
            (_("&Share"), self.share),
            (_("&Holidays"), self.region),
            (_("&First day"), self.first),
            (_("&Last day"), self.last),
        ):
            form.add(caption, self.asked[field])
            form.labelForField(self.asked[field]).setFixedHeight(theme().px(32))  # beside the field, not its reason
        for typed in (self.name, self.share, self.region, self.first, self.last):
            typed.textChanged.connect(self._on_edit)
        self.team.currentIndexChanged.connect(self._on_edit)

    def offer_teams(self, teams: Sequence[Team]) -> None:
        """Teams to choose from; the choice stays."""
        held, edited, self._filling = self.team.currentData(), self.is_edited, True
        self.team.clear()
        for team in teams:
            self.team.addItem(team.name, team.id)
        self.team.setCurrentIndex(-1)
        self.team.choose(held)
        if not edited:
            self._base = self.typed()
        self._filling = False

    def offer_regions(self, regions: Mapping[str, str], own: str) -> None:
        """Names by code, and the region that holds while the field is empty."""
        edited, before, self._filling = self.is_edited, self._filling, True
        self.region.set_regions(regions)
        self.region.setPlaceholderText(region_words(own, regions) or _("none chosen"))
        if not edited:
            self._base = self.typed()  # a code became its name
        self._filling = before

    def fill(self, person: Person) -> None:
        """Show a person, ``id`` 0 for an empty form."""
        self._filled, self._filling = person, True
        self.name.setText(person.name)
        self.team.setCurrentIndex(-1)
        self.team.choose(person.team_id)
        self.share.setText("" if person.share == 100 else share_words(person.share))
        self.region.set_region(person.region)
        self.first.setText(stamps.day(person.joined_on) if person.joined_on else "")
        self.last.setText(stamps.day(person.left_on) if person.left_on else "")
        for field in (self.name, self.share, self.first, self.last):
            field.setCursorPosition(0)
        for each in self.asked.values():
            each.settle()
        self._base = self.typed()
        self._filling = False

    def typed(self) -> tuple[object, ...]:
        """What stands in the fields as it is, for ``put_back``."""
        texts = (field.text() for field in (self.name, self.share, self.region, self.first, self.last))
        return (self.team.currentData(), *texts)

    def put_back(self, typed: tuple[object, ...]) -> None:
        """Show again what was typed before."""
        self.team.choose(typed[0])
        for field, text in zip((self.name, self.share, self.region, self.first, self.last), typed[1:], strict=True):
            field.setText(str(text))

    @property
    def filled(self) -> Person:
        """What is stored."""
        return self._filled

    def settle(self, person: Person) -> None:
        """What the fields say is stored."""
        self._filled, self._base = person, self.typed()

    def rebase(self, person: Person) -> None:
        """The stored person was touched by another step that changed nothing seen here."""
        if replace(self._filled, changed_in=person.changed_in) == person:
            self._filled = person

    def person(self) -> Person | None:
        """What the fields say; None when one of them cannot be taken, which then says why."""
        share = self._taken(self.share, read_share)
        region = self._read(self.region, self.region.region)
        first, last = self._taken(self.first, stamps.read_day), self._taken(self.last, stamps.read_day)
        team = self.team.currentData()
        if team is None:
            self.asked[self.team].refuse(_no_team(self.team.count()))
        name = self._taken(self.name, _checked_name)
        if any(each.reason for each in self.asked.values()):
            return None
        person = Person(
            self._filled.id, name or "", int(team), share or 100, region or "", first, last, self._filled.changed_in
        )
        return self._read(self.last, lambda: check_person(person))

    @property
    def is_edited(self) -> bool:
        """Whether the fields say anything else than what they were filled with."""
        return self.typed() != self._base

    def _taken(self, field: LineEdit, read: Callable[[str], T]) -> T | None:
        return self._read(field, lambda: read(field.text()))

    def _read(self, field: LineEdit, read: Callable[[], T]) -> T | None:
        """The value, or None with the reason under the field."""
        try:
            return read()
        except Refused as error:
            self.asked[field].refuse(error.sentence)
            return None

    def _on_edit(self, _value: object) -> None:
        if not self._filling:
            self.asked[self.team].settle()
            self.asked[self.last].settle()
            self.edited.emit()


def _checked_name(text: str) -> str:
    return check_person(Person(0, text, 0)).name


def _no_team(known: int) -> str:
    if known:
        return _("Choose the team the person is at home in.")
    return _("There is no team yet: teams come with a list of people or a ticket dump.")
