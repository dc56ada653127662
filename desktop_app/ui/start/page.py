"""What a newcomer sees: where to drop the first file, what will happen then, and the other ways to begin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.language import _
from desktop_app.services.changes import Changes, Topic
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.operations import Operations
from desktop_app.ui.start.steps import Steps
from desktop_app.ui.start.ways import HANG, Way
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.empty import DropZone
from desktop_app.ui.widgets.headers import PageHeader
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import ScrollArea, boxed, clear, column, row

Recent = Callable[[], Sequence[tuple[str, str, str]]]

NARROW = 800  # below this the two lists stand under each other
SHOWN = 4  # recent workspaces


class StartPage(QWidget):
    """``recent`` gives name, path and day of the workspaces opened last; it is asked off the GUI thread."""

    file_dropped = Signal(Path)
    files_dropped = Signal(list)  # of Path, when there are several
    choose_file = Signal()
    sample = Signal()
    demo = Signal()
    log_incident = Signal()
    navigated = Signal(str)
    open_workspace = Signal()
    open_recent = Signal(str)
    answered = Signal(str)

    def __init__(self, operations: Operations, recent: Recent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations, self._recent, self._asked = operations, recent, False
        px = theme().px
        self._title = _("Welcome")
        self._header = PageHeader(self._title, self._lead())
        self.choose = Button(
            _("&Choose a file…"),
            icon="folder-open",
            look=Look.PRIMARY,
            tip=_("Choose a ticket list to import"),
        )
        self.choose.clicked.connect(self.choose_file)
        zone = DropZone(
            _("Drop a ticket list here"),
            _("ServiceNow, Jira, GLPI, TOPdesk and others, as workbook (xlsx, xlsb, xls, ods), csv, text or zip"),
            self.choose,
            _("You see what was recognised, row by row, before anything is stored. The file is only read."),
        )
        zone.dropped.connect(self._on_dropped)
        self._workspaces = column()
        self._lists = self._two_lists()
        self._fill_recent(())
        self._held = column(_inset(zone), 36, _inset(Steps(_steps())), 28, _inset(Rule()), 24, self._lists, None)
        self._held.setContentsMargins(px(32) - HANG, 0, px(32) - HANG, px(20))
        head = column(self._header, 20)
        head.setContentsMargins(px(32), px(20), px(32), 0)
        self.setLayout(column(head, (ScrollArea(boxed(self._held)), 1)))
        operations.changed.connect(self._on_changed)

    @property
    def title(self) -> str:
        return self._title

    @property
    def status(self) -> str:
        return _("No incidents yet")

    def set_workspace(self, name: str) -> None:
        """Show the workspace's name as the headline; empty for a welcome."""
        self._title = name or _("Welcome")
        self._header.set_title(self._title)

    def reload(self) -> None:
        self._asked = True
        self._operations.query(("start", "recent"), self._recent, self._fill_recent)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._asked:
            self.reload()
        self._focus()
        self.answered.emit(self.status)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < theme().px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._lists.direction() is not way:
            self._lists.setDirection(way)
            self._lists.setSpacing(theme().px(24) if narrow else theme().px(64) - 2 * HANG)
            self._lists.update()
            self._held.activate()  # else one frame is drawn with the old heights
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.isVisible():
            QTimer.singleShot(0, self._mark_focus)

    def _mark_focus(self) -> None:
        """Focus that came with the window shows no ring: the newcomer is to see where Enter leads."""
        if self.choose.hasFocus() and not self.choose.shows_ring:
            self.choose.clearFocus()
            self._focus()

    def _focus(self) -> None:
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lead(self) -> str:
        return _("This workspace is empty. A ticket list is all it needs: the first chart takes under five minutes.")

    def _two_lists(self) -> QHBoxLayout:
        other = column(_inset(Label(_("Or start another way"), TextStyle.BODY_STRONG)), 8, self._other_ways(), None)
        recent = column(_inset(Label(_("Recent workspaces"), TextStyle.BODY_STRONG)), 8, self._workspaces, None)
        held = QHBoxLayout()
        held.setSpacing(theme().px(64) - 2 * HANG)
        held.addLayout(other, 1)
        held.addLayout(recent, 1)
        return held

    def _other_ways(self) -> QVBoxLayout:
        new = QKeySequence(QKeySequence.StandardKey.New).toString(QKeySequence.SequenceFormat.NativeText)
        sample = Way(_("Import the sample"), _("890 incidents of a real ServiceNow log, ready to try"), "play")
        log = Way(_("Log an incident by hand"), _("{shortcut}; import the rest later").format(shortcut=new), "plus")
        people = Way(_("Plan who goes where"), _("add people first, one by one or from a list"), "calendar-range")
        people.clicked.connect(partial(self.navigated.emit, "people"))
        teams = Way(_("Add teams and targets"), _("who stands on which side, and what was promised"), "users")
        demo = Way(_("Open the demo"), _("a made-up company: 18 months, people, rotas, sessions"), "eye")
        demo.clicked.connect(self.demo)
        sample.clicked.connect(self.sample)
        log.clicked.connect(self.log_incident)
        teams.clicked.connect(partial(self.navigated.emit, "teams"))
        return column(demo, sample, log, people, teams)

    def _fill_recent(self, recent: Sequence[tuple[str, str, str]]) -> None:
        clear(self._workspaces)
        for name, path, when in list(recent)[:SHOWN]:
            way = Way(name, path, "database", aside=when)
            way.clicked.connect(partial(self.open_recent.emit, path))
            self._workspaces.addWidget(way)
        key = QKeySequence(QKeySequence.StandardKey.Open).toString(QKeySequence.SequenceFormat.NativeText)
        way = Way(_("Open a workspace"), _("a .secondway file"), "folder-open", aside=key)
        way.clicked.connect(self.open_workspace)
        self._workspaces.addWidget(way)

    def _on_dropped(self, paths: list[Path]) -> None:
        if len(paths) == 1:
            self.file_dropped.emit(paths[0])
        elif paths:
            self.files_dropped.emit(paths)

    def _on_changed(self, changes: Changes) -> None:
        if Topic.WORKSPACE in changes.topics:
            self._asked = False
            if self.isVisible():
                self.reload()


def _inset(item: QWidget) -> QHBoxLayout:
    """Flush with the page's edge; the lines that are pressed hang out of it."""
    held = row((item, 1), spacing=0)
    held.setContentsMargins(HANG, 0, HANG, 0)
    return held


def _steps() -> tuple[tuple[str, str], ...]:
    return (
        (_("Drop the file"), _("Columns, dates and priorities are found for you; a dry run shows every row.")),
        (_("Confirm two things"), _("The time zone, and which teams are Dev and which are Ops.")),
        (_("See the first chart"), _("Repair time against the shared goal, and what the usual mean hides.")),
    )
