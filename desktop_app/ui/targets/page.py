"""The page "Targets": one chart, one sentence, one table; what else can be asked stands behind its tabs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.domain.periods import Period
from desktop_app.services.changes import Changes, Topic
from desktop_app.ui.operations import Operations
from desktop_app.ui.targets.asking import Asking
from desktop_app.ui.targets.event_edits import EventEdits
from desktop_app.ui.targets.head import Head
from desktop_app.ui.targets.more_tab import MoreTab
from desktop_app.ui.targets.now_tab import NowTab
from desktop_app.ui.targets.reading import Question, Reading
from desktop_app.ui.targets.states import Nothing, Waiting
from desktop_app.ui.targets.tab import Shown, Tab
from desktop_app.ui.targets.time_tab import TimeTab
from desktop_app.ui.targets.trial_saving import TrialSaving
from desktop_app.ui.targets.trial_tab import TrialTab
from desktop_app.ui.widgets.figure_saving import FigureSaving
from desktop_app.ui.widgets.layouts import column
from desktop_app.ui.widgets.messages import Severity

if TYPE_CHECKING:
    from desktop_app.services.suite import Services

NOW, TIME, TRIAL, MORE = range(4)
KEY = "targets_tab"  # in the window's memory
_TOPICS = frozenset(Topic) - {Topic.VIEWS}


class Memory(Protocol):
    def read(self, key: str) -> str: ...

    def write(self, key: str, text: str) -> None: ...


@dataclass(frozen=True, slots=True)
class PageState:
    """What the way back shows again: the tab, the article's numbers in Now, and the figure in More."""

    tab: int
    article: bool
    more: str


class TargetsPage(QWidget):
    """Loads when first shown, when its scope changes and whenever its topics do; the old figure stays meanwhile.

    Only the tab that is shown asks for its figures.
    """

    opened = Signal(object)  # IncidentFilter
    navigated = Signal(str)
    answered = Signal(str)
    said = Signal(str)
    scope_cleared = Signal()  # the reader wants all dates
    period_wanted = Signal()  # or has to choose some

    def __init__(
        self,
        services: Services,
        operations: Operations,
        memory: Memory | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``memory`` keeps which tab was shown last."""
        super().__init__(parent)
        self._operations, self._memory = operations, memory
        self._asking = asking = Asking(services.measures, services.targets, operations)
        self._question = Question()
        self._reading: Reading | None = None
        self._stale = True
        self.head = Head(self.title)
        self.now, self.more, self.trial = NowTab(asking), MoreTab(asking), TrialTab(asking)
        self.time = TimeTab(asking, EventEdits(services.phases, operations, self))
        self.tabs: tuple[Tab, ...] = (self.now, self.time, self.trial, self.more)
        self.nothing, self._waiting = Nothing(), Waiting()
        self.saving = FigureSaving(services.exports, operations, self)
        self._trial_saving = TrialSaving(services.targets, operations, self)
        self._stack = QStackedWidget()
        for widget in (self._waiting, self.nothing, *self.tabs):
            self._stack.addWidget(widget)
        self.setLayout(column(self.head, (self._stack, 1)))
        kept = memory.read(KEY) if memory else ""
        self.head.tabs.setCurrentIndex(int(kept) if kept in {str(at) for at in range(len(self.tabs))} else NOW)
        self._listen()

    def _listen(self) -> None:
        head = self.head
        head.clock_chosen.connect(lambda clock: self._ask(replace(self._question, clock=clock)))
        head.rules_chosen.connect(lambda rules: self._ask(replace(self._question, rules=rules)))
        head.set_chosen.connect(lambda set_id: self._ask(replace(self._question, target_set_id=set_id)))
        head.navigated.connect(self.navigated)
        head.tabs.currentChanged.connect(self._on_tab)
        head.export.wanted.connect(lambda ending: self._export(self.tab.main, ending))
        for tab in self.tabs:
            tab.opened.connect(self.opened)
            tab.copied.connect(self.answered)
            tab.export_wanted.connect(self._export)
        self.now.sides_wanted.connect(partial(self.navigated.emit, "teams"))
        self.time.said.connect(self.said)
        self.more.period_wanted.connect(self.period_wanted)
        self.trial.save_wanted.connect(self._trial_saving.save)
        self._trial_saving.stored.connect(self._on_kept)
        self._trial_saving.refused.connect(self.trial.refuse)
        self.saving.saved.connect(head.message.say)
        self.saving.refused.connect(partial(head.message.say, severity=Severity.WARNING))
        self.nothing.import_wanted.connect(partial(self.navigated.emit, "import"))
        self.nothing.all_dates_wanted.connect(self.scope_cleared)
        self._operations.changed.connect(self._on_changed)

    @property
    def title(self) -> str:
        return _("Targets")

    @property
    def status(self) -> str:
        """The left text of the status bar."""
        return self._reading.figure.status if self._reading else ""

    @property
    def reading(self) -> Reading | None:
        """What the tab Now and the head show."""
        return self._reading

    @property
    def tab(self) -> Tab:
        """The tab that is chosen."""
        return self.tabs[self.head.tabs.currentIndex()]

    def state(self) -> PageState:
        """For the way back."""
        return PageState(self.head.tabs.currentIndex(), self.now.shows_article, self.more.entry)

    def restore(self, state: PageState) -> None:
        """Show what ``state`` told."""
        self.now.show_article(state.article)
        self.more.show_entry(state.more)
        self.head.tabs.setCurrentIndex(state.tab)

    def set_scope(self, incident_filter: IncidentFilter, period: Period) -> None:
        """Measure these incidents; the figure before stays until the new one is there."""
        self._ask(replace(self._question, filter=incident_filter, period=period))

    def reload(self) -> None:
        """Ask again; a newer question takes the place of the older."""
        self._stale = False
        if self._reading is None:
            self._waiting.begin()
        self._asking.reading(self._question, self._show, self._fail)

    def export_to(self, path: Path) -> None:
        """Write the figure of the tab: a picture to ``.png``, otherwise the table; nothing where there is none."""
        shown = self.tab.main
        if self._reading is not None and shown.figure is not None:
            self.saving.save_to(path, shown.figure, shown.picture)

    def picture(self) -> QPixmap:
        """The figure of the tab in the light theme; empty where there is none."""
        return self.tab.main.picture() if self._reading is not None else QPixmap()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._reading:
            self.now.view.tell_sides(self._reading, again=True)
        if self._stale:
            self.reload()

    # -- parts

    def _ask(self, question: Question) -> None:
        if question == self._question and not self._stale:
            return
        self._question, self._stale = question, True
        self.head.show_question(question)
        if self.isVisible():
            self.reload()

    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & _TOPICS:
            self._stale = True
            for tab in self.tabs:
                tab.forget()
            if self.isVisible():
                self.reload()

    def _on_tab(self, at: int) -> None:
        if self._memory is not None:
            self._memory.write(KEY, str(at))
        self.head.message.dismiss()
        self._place()

    def _show(self, reading: Reading) -> None:
        self._waiting.end()
        self._reading = reading
        self.head.message.dismiss()
        self.head.show_reading(reading)
        self._place()
        self.answered.emit(reading.figure.status)

    def _place(self) -> None:
        """Show the chosen tab, or why there is nothing in it, and let it ask."""
        reading = self._reading
        if reading is None:
            return
        empty = not reading.total or (self.tab is self.now and not reading.figure.n)
        self.head.export.setEnabled(not empty)
        if empty:
            self.nothing.explain(reading)
            self._stack.setCurrentWidget(self.nothing)
            return
        self._stack.setCurrentWidget(self.tab)
        self.tab.show_reading(reading)

    def _fail(self, error: SecondWayError) -> None:
        """Say why. Nothing counts as asked, and figures of another question go."""
        self._waiting.end()
        self._stale = True
        if self._reading is None or self._reading.question != self._question:
            self._reading = None
            self._stack.setCurrentWidget(self._waiting)
            self.head.export.setEnabled(False)
        self.head.message.say(error.sentence, Severity.WARNING, action=_("Try again"), act=self.reload)

    def _on_kept(self, said: str) -> None:
        self.trial.calm()
        self.said.emit(said)

    def _export(self, shown: Shown, ending: str = "") -> None:
        """Ask for a file and write table or picture to it, by its ending."""
        if shown.figure is not None:
            self.saving.save(shown.figure, shown.picture, ending)
