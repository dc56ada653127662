"""The page "Overview": four sections and four numbers, each asked for by itself, the first one first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.case_numbers import CaseNumbers
from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.domain.outlook import Outlook
from desktop_app.domain.periods import Period, whole_month
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.suite import Services
from desktop_app.ui.operations import Operations
from desktop_app.ui.overview.body import Body, lacks_sides
from desktop_app.ui.overview.sheet_button import MonthlyButton
from desktop_app.ui.overview.slot import FigureSlot, Question
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.figure_saving import FigureSaving
from desktop_app.ui.widgets.headers import PageHeader
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.page_body import under_head

_TOPICS = frozenset(Topic) - {Topic.VIEWS, Topic.BACKUPS}


class OverviewPage(QWidget):
    """Loads when first shown, when its scope changes and whenever its topics do; what was shown stays meanwhile."""

    opened = Signal(object)  # IncidentFilter
    navigated = Signal(str)
    answered = Signal(str)
    said = Signal(str)
    # preview or issue; the first day of a month, or None; the IncidentFilter that is shown
    sheet_wanted = Signal(str, object, object)

    def __init__(self, services: Services, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._operations = services, operations
        self._question = Question()
        self._stale = True
        self._attainment: Figure | None = None
        self._causes = ""
        self.monthly = MonthlyButton()
        self.header = PageHeader(self.title, actions=(self.monthly,), wraps=True)
        self.message = MessageBar()
        self.body = Body(services.measures, operations)
        self.start = Button(_("Import a ticket dump"), icon="upload", look=Look.PRIMARY)
        words = _("Import a ticket dump, and this page shows what meets the goal, what waits and what comes next.")
        self.nothing = EmptyState(_("No incidents yet"), words, icon="layout-dashboard", buttons=(self.start,))
        self.saving = FigureSaving(services.exports, operations, self)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for widget in (QWidget(), self.body, self.nothing):
            self._stack.addWidget(widget)
        self.setLayout(under_head(self.header, self.message, self._stack))

    def _listen(self) -> None:
        body = self.body
        for slot in body.slots:
            slot.shown.connect(self._order)
            slot.opened.connect(self.opened)
            slot.copied.connect(self.answered)
            slot.export_wanted.connect(partial(self._export, slot))
        body.attainment.shown.connect(self._show_attainment)
        body.attainment.refused.connect(self._lose_attainment)
        body.past_wanted.connect(self.opened)
        body.cracks.followed.connect(self._follow_cracks)
        body.coming.rotations_wanted.connect(partial(self.navigated.emit, "rotations"))
        body.case.opened.connect(self.opened)
        body.case.copied.connect(self.answered)
        body.case.export_wanted.connect(self._export_case)
        self.start.clicked.connect(partial(self.navigated.emit, "import"))
        self.monthly.wanted.connect(self._want_sheet)
        self.saving.saved.connect(self.message.say)
        self.saving.refused.connect(partial(self.message.say, severity=Severity.WARNING))
        self._operations.changed.connect(self._on_changed)

    @property
    def title(self) -> str:
        return _("Overview")

    @property
    def status(self) -> str:
        """The left text of the status bar."""
        return status_words(self._attainment) if self._attainment else ""

    def set_scope(self, incident_filter: IncidentFilter, period: Period) -> None:
        """Measure these incidents; what was shown stays until the new figures are there."""
        question = Question(incident_filter, period)
        if question != self._question:
            self._question, self._stale = question, True
            if self.isVisible():
                self.reload()

    def reload(self) -> None:
        """Ask for everything again, each section by itself and the first one first."""
        self._stale = False
        self._operations.query(("overview", "any"), self._services.workspace.holds_incidents, self._begin, self._fail)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.body.fit(self.width())

    # -- asking

    def _begin(self, holds_incidents: bool) -> None:
        self.monthly.setEnabled(holds_incidents)
        if not holds_incidents:
            self._attainment, self._causes = None, ""
            self._answer()
            self._stack.setCurrentWidget(self.nothing)
            return
        question, measures = self._question, self._services.measures
        ask = partial(self._operations.query, failed=self._fail)
        self.body.attainment.ask(question)
        self.body.oldest.ask(question)
        self.body.cracks.ask(question)
        ask(("overview", "coming"), self._services.outlook.next_days, self._show_coming)
        ask(("overview", "case"), partial(measures.case_numbers, question.filter, question.period), self._show_case)
        ask(("overview", "causes"), partial(measures.figure, "pareto", question.filter, question.period), self._add)

    def _show_attainment(self, figure: Figure) -> None:
        self._attainment = figure
        self._stack.setCurrentWidget(self.body)
        self.message.dismiss()
        self._answer()
        self.answered.emit(self.status)

    def _lose_attainment(self) -> None:
        """The other sections are shown all the same; no answer of another scope stays over them."""
        self._attainment, self._causes = None, ""
        self._stack.setCurrentWidget(self.body)
        self._answer()
        self.answered.emit(self.status)

    def _order(self) -> None:
        self.body.order_after(self.header, self.message)

    def _add(self, pareto: Figure) -> None:
        self._causes = str(pareto.values["largest"])
        self._answer()

    def _answer(self) -> None:
        note = self._attainment.note if self._attainment else ""
        self.header.set_answer("; ".join(filter(None, (note, self._causes))))

    def _show_coming(self, outlook: Outlook) -> None:
        self.body.coming.show_outlook(outlook)

    def _show_case(self, numbers: CaseNumbers) -> None:
        self.body.case.show_numbers(numbers)

    def _fail(self, error: SecondWayError) -> None:
        self.message.say(error.sentence, Severity.WARNING, action=_("Try again"), act=self.reload)

    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & _TOPICS:
            self._stale = True
            if self.isVisible():
                self.reload()

    # -- what the reader wants

    def _want_sheet(self, way: str) -> None:
        self.sheet_wanted.emit(way, whole_month(self._question.period), self._question.filter)

    def _follow_cracks(self) -> None:
        figure = self.body.cracks.figure
        self.navigated.emit("teams" if figure is not None and lacks_sides(figure) else "cracks")

    def _export(self, slot: FigureSlot) -> None:
        if slot.figure is not None:
            self.saving.save(slot.figure, slot.picture)

    def _export_case(self) -> None:
        if self.body.case.figure is not None:
            self.saving.save(self.body.case.figure)


def status_words(attainment: Figure) -> str:
    """The measure's own words, which the page Targets has too: how many were due, and what became of them."""
    return str(attainment.values["status"])
