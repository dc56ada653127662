"""The page "Support hours"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.calendars import SupportCalendar
from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.calendars import CalendarService
from desktop_app.services.changes import Changes, Topic
from desktop_app.ui.calendars.body import Body
from desktop_app.ui.calendars.edits import Edits
from desktop_app.ui.calendars.words import answer, meaning, name_words
from desktop_app.ui.operations import Operations
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.described_list import WIDTH, Described, DescribedList
from desktop_app.ui.widgets.fields import Combo
from desktop_app.ui.widgets.headers import PageHeader
from desktop_app.ui.widgets.labels import Rule
from desktop_app.ui.widgets.layouts import HANG, Page, ScrollArea, boxed, column, row
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.name_form import NameForm
from desktop_app.ui.widgets.page_body import PageBody

if TYPE_CHECKING:
    from desktop_app.services.suite import Services

Calendars = tuple[tuple[SupportCalendar, ...], dict[str, str]]
_TOPICS = frozenset({Topic.TARGETS, Topic.INCIDENTS, Topic.SETTINGS, Topic.WORKSPACE})
BESIDE_FROM = 1080  # design pixels from which the list has room beside the calendar


def _today() -> date:
    return date.today()  # noqa: DTZ011 - which version is shown first, by the reader's own calendar


class CalendarsPage(QWidget):
    """Calendars at the left, the chosen one at the right. Loads when first shown and whenever its topics change."""

    opened = Signal(object)  # IncidentFilter
    navigated = Signal(str)
    answered = Signal(str)
    said = Signal(str)

    def __init__(
        self,
        services: Services,
        operations: Operations,
        parent: QWidget | None = None,
        *,
        today: Callable[[], date] = _today,
    ) -> None:
        super().__init__(parent)
        self._calendars: CalendarService = services.calendars
        self._operations = operations
        self._versions: dict[str, list[SupportCalendar]] = {}
        self._systems: dict[str, str] = {}
        self._name = ""
        self._awaited: str | None = None  # the name of a calendar that was just added or renamed
        self._stale, self._named, self._status = True, False, ""
        self.edits = Edits(services.calendars, operations, self)
        self.add = Button(_("Add calendar…"), icon="plus", tip=_("Hours of their own for some systems"))
        self.header = PageHeader(self.title, actions=(self.add,))
        self.message, self.form = MessageBar(), NameForm(_("Name of the calendar"))
        self.list = DescribedList(accessible_name=_("Calendars"))
        self.combo = Combo(accessible_name=_("Calendar"))
        self.body = Body(today())
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        px = theme().px
        head = Page(bottom=0)
        head.add(self.header)
        head.add(self.form)
        head.space(12)
        head.add(self.message)
        head.add(Rule())
        area = ScrollArea(self.list)
        area.setFixedWidth(px(WIDTH) + area.verticalScrollBar().sizeHint().width())
        self._left = boxed(column((area, 1)))
        self._left.setContentsMargins(px(32) - HANG, px(12), 0, px(8))
        narrow = PageBody.inset(column(self.combo), top=12)
        self._narrow = boxed(narrow)
        self._narrow.setContentsMargins(px(32) - HANG, 0, px(32) - HANG, 0)
        right = column(self._narrow, (self.body, 1))
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())  # the calm before the first answer
        self._stack.addWidget(boxed(row(self._left, (right, 1), spacing=0)))
        self.setLayout(column(head, (self._stack, 1)))

    def _listen(self) -> None:
        body, edits = self.body, self.edits
        self.add.clicked.connect(self._ask_new)
        self.list.chosen.connect(self.show_calendar)
        self.combo.activated.connect(lambda _at: self.show_calendar(str(self.combo.currentData())))
        body.version_wanted.connect(edits.set_version)
        body.version_added.connect(edits.add_version)
        body.version_removed.connect(edits.remove_version)
        body.holidays_wanted.connect(edits.set_holidays)
        body.public_wanted.connect(edits.add_public)
        body.system_wanted.connect(lambda system, calendar: edits.assign([system], calendar))
        body.renamed.connect(self._rename)
        body.removed.connect(edits.remove)
        edits.stored.connect(self._stored)
        edits.refused.connect(self._refuse)
        self._operations.changed.connect(self._on_changed)

    @property
    def title(self) -> str:
        return _("Support hours")

    @property
    def status(self) -> str:
        """The left text of the status bar."""
        return self._status

    @property
    def shown(self) -> str:
        """The name of the calendar that is shown, "" for the workspace's own."""
        return self._name

    def reload(self) -> None:
        """Ask for the calendars again; what is shown stays until the answer is there."""
        self._stale = False
        self._operations.query(("calendars", "all"), self._read, self._show, self._fail)
        if not self._named:
            from desktop_app.services.workspaces import time_zones

            self._operations.query(("calendars", "regions"), self._calendars.regions, self._name_regions, self._fail)
            self._operations.query(("calendars", "zones"), time_zones, self.body.zone.offer, self._fail)

    def show_calendar(self, name: str) -> None:
        """Show a calendar by its name, "" for the workspace's own; the workspace's own where there is none."""
        self.body.commit()
        self._name = name if name in self._versions else ""
        self._fill()

    def commit_pending(self) -> None:
        """Store what is still being typed; the window calls it before it closes."""
        self.body.commit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme().px(BESIDE_FROM)
        self._left.setVisible(beside)
        self._narrow.setVisible(not beside)

    # -- parts

    def _read(self) -> Calendars:
        return self._calendars.calendars(), self._calendars.systems()

    def _show(self, found: Calendars) -> None:
        versions, self._systems = found
        self._versions = {}
        for each in versions:
            self._versions.setdefault(each.name, []).append(each)
        if self._awaited is not None and self._awaited in self._versions:
            self._name, self._awaited = self._awaited, None
        self._name = self._name if self._name in self._versions else ""
        self.header.set_answer(answer(versions, self._systems))
        count = len(self._versions)
        self._status = ngettext("{n} calendar", "{n} calendars", count).format(n=number(count))
        self._stack.setCurrentIndex(1)
        self._fill()
        self.answered.emit(self._status)

    def _fill(self) -> None:
        names = list(self._versions)
        self.list.show_lines([Described(n, name_words(n), meaning(self._versions[n][-1])) for n in names])
        self.list.choose(self._name)
        self.combo.clear()
        for name in names:
            self.combo.addItem(name_words(name), name)
        self.combo.choose(self._name)
        self.body.show_calendar(self._versions[self._name], self._systems)

    def _name_regions(self, regions: tuple[tuple[str, str], ...]) -> None:
        self._named = True
        self.body.holidays.offer_regions(dict(regions))

    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & _TOPICS:
            self._stale = True
            if self.isVisible():
                self.reload()

    def _ask_new(self) -> None:
        caption = _("New calendar, with the hours of {name}").format(name=name_words(self._name))
        self.form.ask(caption, "", _("Add"), self._add)

    def _add(self, name: str) -> None:
        self._awaited = " ".join(name.split())
        self.edits.add_calendar(name, self._name)

    def _rename(self, name: str, new_name: str) -> None:
        self._awaited = " ".join(new_name.split())
        self.edits.rename(name, new_name)

    def _stored(self, said: str) -> None:
        self.message.dismiss()
        if not self.form.isHidden():
            self.form.hide()
            self.add.setFocus(Qt.FocusReason.MouseFocusReason)
        self.body.calm()
        self.said.emit(said)

    def _refuse(self, sentence: str) -> None:
        self._awaited = None
        self.body.refuse(sentence)

    def _fail(self, error: SecondWayError) -> None:
        self.message.say(error.sentence, Severity.WARNING, action=_("Try again"), act=self.reload)
