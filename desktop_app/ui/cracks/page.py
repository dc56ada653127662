"""The page "Fell between the teams": one sentence, one picture, its parts, and the list with hours."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.periods import Period
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.suite import Services
from desktop_app.ui.cracks.reading import Question, Reading, on_paper, read
from desktop_app.ui.cracks.view import CracksView
from desktop_app.ui.operations import Operations
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.figure_saving import FigureSaving
from desktop_app.ui.widgets.headers import PageHeader
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.page_body import under_head
from desktop_app.ui.widgets.tab_order import tab_through

_TOPICS = frozenset(Topic) - {Topic.VIEWS, Topic.BACKUPS}


class CracksPage(QWidget):
    """Loads when first shown, when its scope changes and whenever its topics do; what was shown stays meanwhile."""

    opened = Signal(object)  # IncidentFilter
    navigated = Signal(str)
    answered = Signal(str)
    print_wanted = Signal(object)  # IncidentsOnPaper

    def __init__(self, services: Services, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._operations = services, operations
        self._question = Question()
        self._reading: Reading | None = None
        self._stale = True
        self.print = Button(_("Print"), icon="printer", tip=_("See the list as it will be printed"))
        self.export = Button(_("Export"), icon="download", tip=_("Write the list as a workbook or a csv file"))
        self.header = PageHeader(self.title, actions=(self.print, self.export), wraps=True)
        self.message, self.view = MessageBar(), CracksView()
        self.start = Button(_("Import a ticket dump"), icon="upload", look=Look.PRIMARY)
        words = _("Import a ticket dump, and this page shows what each side kept its own target for and all missed.")
        self.nothing = EmptyState(_("No incidents yet"), words, icon="inbox", buttons=(self.start,))
        self.saving = FigureSaving(services.exports, operations, self)
        self._lay_out()
        self._listen()
        self._allow()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for widget in (QWidget(), self.view, self.nothing):
            self._stack.addWidget(widget)
        self.setLayout(under_head(self.header, self.message, self._stack))

    def _listen(self) -> None:
        self.view.opened.connect(self.opened)
        self.view.copied.connect(self.answered)
        self.view.export_wanted.connect(self._export_figure)
        self.print.clicked.connect(self.print_)
        self.export.clicked.connect(self.export_list)
        self.start.clicked.connect(partial(self.navigated.emit, "import"))
        self.saving.saved.connect(self.message.say)
        self.saving.refused.connect(partial(self.message.say, severity=Severity.WARNING))
        self._operations.changed.connect(self._on_changed)

    @property
    def title(self) -> str:
        return _("Fell between the teams")

    @property
    def status(self) -> str:
        """The left text of the status bar."""
        return status_words(self._reading.figure) if self._reading else ""

    @property
    def reading(self) -> Reading | None:
        """What is shown."""
        return self._reading

    def set_scope(self, incident_filter: IncidentFilter, period: Period) -> None:
        """Judge these incidents; what was shown stays until the new figure is there."""
        question = Question(incident_filter, period)
        if question != self._question:
            self._question, self._stale = question, True
            if self.isVisible():
                self.reload()

    def reload(self) -> None:
        """Ask again; a newer question takes the place of the older."""
        self._stale = False
        self._operations.query(
            ("cracks", "page"), partial(read, self._services, self._question), self._show, self._fail
        )

    def print_(self) -> None:
        """Show the list as it will be printed."""
        if self._reading is not None:
            made = partial(on_paper, self._services, self._reading)
            self._operations.query(("cracks", "paper"), made, self.print_wanted.emit, self._fail)

    def export_list(self) -> None:
        """Ask for a file and write the list to it, with the sentence and the definition."""
        if self._reading is not None:
            self.saving.save(as_list(self._reading))

    def picture(self) -> QPixmap:
        """Headline, chart and definition in the light theme; empty before the first figure."""
        return self.view.frame.picture() if self.view.frame else QPixmap()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def _show(self, reading: Reading) -> None:
        self._reading = reading
        self.message.dismiss()
        self.header.set_answer(answer_words(reading.figure) if reading.held else "")
        if reading.held:
            self.view.show_reading(reading)
            tab_through(self.header, self.message, *self.view.in_reading_order)
        self._stack.setCurrentWidget(self.view if reading.held else self.nothing)
        self._allow()
        self.answered.emit(self.status)

    def _allow(self) -> None:
        listed = bool(self._reading and self._reading.listed.rows)
        self.print.setEnabled(listed)
        self.export.setEnabled(listed)

    def _fail(self, error: SecondWayError) -> None:
        self.message.say(error.sentence, Severity.WARNING, action=_("Try again"), act=self.reload)

    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & _TOPICS:
            self._stale = True
            if self.isVisible():
                self.reload()

    def _export_figure(self) -> None:
        if self._reading is not None:
            self.saving.save(self._reading.figure, self.picture)


def as_list(reading: Reading) -> Figure:
    """The figure with the list as its table: what print and export tell of."""
    return replace(reading.figure, title=_("Fell between the teams"), table=reading.listed)


def answer_words(figure: Figure) -> str:
    """How many of all that missed the goal, and their hours; nothing where none fell between the teams."""
    found, missed = figure.values["cracks"], figure.values["missed"]
    if not figure.n or not isinstance(found, dict) or not isinstance(missed, int):
        return ""
    words = _("{n} of the {missed} incidents that missed the goal, {hours} h past it in all")
    return words.format(n=number(figure.n), missed=number(missed), hours=number(found["past_h"]))


def status_words(figure: Figure) -> str:
    """How many missed the goal, and how many of them fell between the teams."""
    missed = figure.values["missed"]
    if not isinstance(missed, int):
        return ""
    words = ngettext(
        "{missed} incident past the goal: {n} fell between the teams",
        "{missed} incidents past the goal: {n} fell between the teams",
        missed,
    )
    return words.format(missed=number(missed), n=number(figure.n))
