"""The fields of one session, from a Session and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.domain.people import Person
from desktop_app.domain.sessions import SHORTEST, Session, SessionKind, check_session
from desktop_app.domain.teams import Team
from desktop_app.ui.hub.session_inputs import SessionInputs
from desktop_app.ui.hub.words import hours_words, read_minutes, read_seats
from desktop_app.ui.widgets.fields import LineEdit

T = TypeVar("T")
EMPTY = Session(0, "", SessionKind.TOOLS, 0, SHORTEST)


class Typed(NamedTuple):
    """What stands in the fields as it is."""

    texts: tuple[str, ...]
    kind: object
    team: object
    own_pace: bool
    hosts: tuple[int, ...]
    dates: tuple[object, ...]


class SessionFields(SessionInputs):
    """``edited`` when anything is typed or chosen. A value that cannot be taken stays, with the reason under it."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filled, self._filling = EMPTY, False
        self._base: Typed | None = None
        self._people: tuple[Person, ...] = ()
        self._listen()

    def _listen(self) -> None:
        for field in (self.topic, self.hours, self.place, self.needs, self.seats):
            field.textChanged.connect(self._on_edit)
        self.kind.currentIndexChanged.connect(self._on_edit)
        self.team.currentIndexChanged.connect(self._on_team)
        self.own_pace.toggled.connect(self._on_edit)
        self.hosts.edited.connect(self._on_edit)
        self.dates.edited.connect(self._on_edit)

    def offer(self, teams: Sequence[Team], people: Sequence[Person]) -> None:
        """Teams and people to choose from; what is chosen stays."""
        edited, held = self.is_edited, self.team.currentData()
        self._filling, self._people = True, tuple(people)
        self.team.clear()
        for team in teams:
            self.team.addItem(team.name, team.id)
        self.team.setCurrentIndex(-1)
        self.team.choose(held)
        self._offer_hosts()
        if not edited:
            self._base = self.typed()
        self._filling = False

    def fill(self, session: Session, zone: str, now: datetime) -> None:
        """Show a session, ``id`` 0 for an empty form."""
        self._filled, self._filling = session, True
        self.topic.setText(session.topic)
        self.kind.choose(int(session.kind))
        self.team.setCurrentIndex(-1)
        self.team.choose(session.team_id)
        self.hours.setText(hours_words(session.minutes))
        self.hosts.offer(self._people, self.team.currentData(), session.host_ids)
        self.place.setText(session.place)
        self.needs.setText(session.needs)
        self.seats.setText("" if session.seats is None else str(session.seats))
        self.own_pace.setChecked(session.own_pace)
        self.dates.show_dates(session.dates, zone, now)
        for field in (self.topic, self.place, self.needs):
            field.setCursorPosition(0)
        for each in self.asked.values():
            each.settle()
        self._base = self.typed()
        self._filling = False

    @property
    def filled(self) -> Session:
        """What is stored."""
        return self._filled

    def settle(self, session: Session) -> None:
        """What the fields say is stored."""
        self._filled, self._base = session, self.typed()

    def rebase(self, session: Session) -> None:
        """The stored session was touched by another step that changed nothing seen here."""
        if replace(self._filled, changed_in=session.changed_in) == session:
            self._filled = session

    def typed(self) -> Typed:
        """What stands in the fields as it is, for ``put_back``."""
        return Typed(
            tuple(field.text() for field in self.texts),
            self.kind.currentData(),
            self.team.currentData(),
            self.own_pace.isChecked(),
            self.hosts.chosen,
            self.dates.typed(),
        )

    def put_back(self, typed: Typed) -> None:
        """Show again what was typed before."""
        for field, text in zip(self.texts, typed.texts, strict=True):
            field.setText(text)
        self.kind.choose(typed.kind)
        self.team.choose(typed.team)
        self.own_pace.setChecked(typed.own_pace)
        self.hosts.offer(self._people, self.team.currentData(), typed.hosts)
        self.dates.put_back(typed.dates)

    @property
    def is_edited(self) -> bool:
        """Whether the fields say anything else than what they were filled with."""
        return self.typed() != self._base

    def session(self) -> Session | None:
        """What the fields say; None when one of them cannot be taken, which then says why."""
        dated = not self.dates.is_typing or self.dates.take_typed()
        seats = self._read(self.seats, lambda: read_seats(self.seats.text()))
        minutes = self._read(self.hours, lambda: _checked_length(self.hours.text()))
        if self.team.currentData() is None:
            self.asked[self.team].refuse(_("Choose the team that gives the session."))
        self._read(self.topic, lambda: check_session(Session(0, self.topic.text(), SessionKind.TOOLS, 0, SHORTEST)))
        if not dated or any(each.reason for each in self.asked.values()):
            return None
        session = Session(
            id=self._filled.id,
            topic=self.topic.text(),
            kind=SessionKind(self.kind.currentData()),
            team_id=int(self.team.currentData()),
            minutes=minutes or SHORTEST,
            host_ids=self.hosts.chosen,
            dates=self.dates.dates,
            place=self.place.text(),
            needs=self.needs.text(),
            seats=seats,
            own_pace=self.own_pace.isChecked(),
            changed_in=self._filled.changed_in,
        )
        return self._read(self.seats, lambda: check_session(session))

    def _read(self, field: LineEdit, read: Callable[[], T]) -> T | None:
        """The value, or None with the reason under the field."""
        try:
            return read()
        except Refused as error:
            self.asked[field].refuse(error.sentence)
            return None

    def _on_team(self, _at: int) -> None:
        if not self._filling:
            self.asked[self.team].settle()
            self._offer_hosts()
            self._on_edit()

    def _offer_hosts(self) -> None:
        """The boxes of the team that is chosen now."""
        members = {person.id for person in self._people if person.team_id == self.team.currentData()}
        kept = [each for each in self.hosts.chosen if each in members or each in self._filled.host_ids]
        self.hosts.offer(self._people, self.team.currentData(), kept)

    def _on_edit(self, *_value: object) -> None:
        if not self._filling:
            self.edited.emit()


def _checked_length(text: str) -> int:
    minutes = read_minutes(text)
    check_session(Session(0, "-", SessionKind.TOOLS, 0, minutes))
    return minutes
