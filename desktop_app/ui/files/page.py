"""The page "Files": where the workspace lies, when it was backed up, and the way back to any backup."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedWidget, QWidget

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.backups import BackupLine, BackupService, Files
from desktop_app.services.changes import Changes
from desktop_app.ui.files.handling import Handling
from desktop_app.ui.files.model import CHECKED, INCIDENTS, ROWS, SIZE, WHEN, WHY, BackupModel
from desktop_app.ui.files.recent import RecentList
from desktop_app.ui.files.words import answer, note, of_backup, size
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.operations import Operations
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.headers import PageHeader, SectionHeader
from desktop_app.ui.widgets.labels import ElidedLabel, Rule
from desktop_app.ui.widgets.layouts import HANG, Page, boxed, column, row
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.painting import RING
from desktop_app.ui.widgets.tables import DataTable

Known = Callable[[], Sequence[tuple[str, str, str]]]

_WIDE = {WHEN: 190, INCIDENTS: 110, ROWS: 110, SIZE: 100, CHECKED: 130}


class FilesPage(Page):
    """Loads when first shown and after every step. ``known`` gives the recent workspaces and is asked off its thread.

    ``rescue_wanted``: the workspace is damaged and the user wants the newest good backup in its place.
    """

    answered = Signal(str)
    open_wanted = Signal(str)
    rescue_wanted = Signal()

    def __init__(
        self,
        backups: BackupService,
        operations: Operations,
        known: Known = tuple,
        forget: Callable[[str], None] = lambda _path: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(bottom=12, parent=parent)
        self._backups, self._operations, self._known, self._forget = backups, operations, known, forget
        self._stale, self._status = True, ""
        self.files: Files | None = None
        self.open_folder: Callable[[QUrl], object] = QDesktopServices.openUrl
        self.model = BackupModel(self)
        self._make()
        self._lay_out()
        self._listen()

    def _make(self) -> None:
        self.back_up = Button(
            _("Back up now"), icon="hard-drive", look=Look.PRIMARY, tip=_("Write a checked copy of everything")
        )
        self.check = Button(_("Check workspace"), icon="check", tip=_("Look for damage here and in every backup"))
        self.folder = Button(_("Open folder"), icon="folder-open", tip=_("Show the folder of the workspace"))
        self.show_recent = Button(_("Show recent"), icon="clock", look=Look.QUIET, tip=_("Workspaces opened last"))
        self.show_recent.setCheckable(True)
        self.header = PageHeader(self.title, actions=(self.show_recent, self.folder, self.check, self.back_up))
        self.message = MessageBar()
        self.handling = Handling(self._backups, self._operations, self.message, self)
        self.section = SectionHeader(_("Backups"))
        self.table = DataTable(accessible_name=_("Backups, the newest first"))
        self.words = ElidedLabel("", TextStyle.BODY, "text2")
        self.restore = Button(_("Restore…"), icon="rotate-ccw", tip=_("Make the workspace what this backup holds"))
        self.recent = RecentList()
        self.recent.hide()

    def _lay_out(self) -> None:
        table, px = self.table, theme().px
        table.setModel(self.model)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        head = table.horizontalHeader()
        head.setSectionsClickable(False)
        head.setSectionResizeMode(WHY, QHeaderView.ResizeMode.Stretch)
        for at, wide in _WIDE.items():
            head.resizeSection(at, px(wide))
        foot = boxed(column(Rule(), 6, row((self.words, 1), 12, self.restore, spacing=0)))
        inset = row((foot, 1), spacing=0)
        inset.setContentsMargins(HANG, 0, HANG - RING, 0)
        none = EmptyState(
            _("No backup yet"),
            _("One is written every half hour while something changes, at the end, and before every import."),
            icon="hard-drive",
        )
        self._body = QStackedWidget()
        for widget in (QWidget(), boxed(column((table, 1), inset)), none):  # first the calm before the answer
            self._body.addWidget(widget)
        self.add(self.header)
        self.space(12)
        self.add(self.message)
        self.space(8)
        self.add(self.recent)
        self.space(8)
        self.add(self.section)
        self.add(self._body, 1, hang=True)

    def _listen(self) -> None:
        self.handling.checked.connect(self.model.show_checked)
        self.handling.rescue_wanted.connect(self.rescue_wanted)
        self.back_up.clicked.connect(self.handling.write_backup)
        self.check.clicked.connect(self.handling.check_all)
        self.folder.clicked.connect(self._on_folder)
        self.restore.clicked.connect(self.ask_restore)
        self.table.opened.connect(self._on_opened)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.show_recent.toggled.connect(self._on_recent)
        self.recent.open_wanted.connect(self.open_wanted)
        self.recent.forget_wanted.connect(self._on_forget)
        self._operations.changed.connect(self._on_changed)

    @property
    def title(self) -> str:
        return _("Files and backups")

    @property
    def status(self) -> str:
        """The left text of the status bar."""
        return self._status

    @property
    def chosen(self) -> BackupLine | None:
        """The backup of the current row."""
        at = self.table.currentIndex().row()
        return self.model.lines[at] if 0 <= at < len(self.model.lines) else None

    def reload(self) -> None:
        """Ask again; what is shown stays until the answer is there."""
        self._stale = False
        self._operations.query(("files", "all"), self._backups.files, self._show, self._fail)
        self._operations.query(("files", "recent"), self._known, self.recent.show_known)

    def ask_restore(self) -> None:
        """Say what a restore means; it is done when that is confirmed in the same bar."""
        if self.chosen is not None and self.restore.isEnabled():
            self.handling.ask_restore(self.chosen)

    # -- what the service says

    def _show(self, files: Files) -> None:
        chosen, self.files = self.chosen, files
        self.header.set_answer(answer(files))
        self.section.set_note(note(files))
        self.section.setVisible(bool(files.backups))
        self.model.show(files.backups)
        self._body.setCurrentIndex(1 if files.backups else 2)
        paths = [line.path for line in files.backups]
        if paths:
            place = paths.index(chosen.path) if chosen is not None and chosen.path in paths else 0
            self.table.setCurrentIndex(self.model.index(place, WHEN))
        self._show_choice()
        self.handling.say_standing(files)
        count = len(files.backups)
        text = ngettext("{size}, {n} backup", "{size}, {n} backups", count)
        self._status = text.format(size=size(files.size), n=number(count))
        self.answered.emit(self._status)

    def _show_choice(self) -> None:
        chosen = self.chosen
        self.words.setText(of_backup(chosen) if chosen else "")
        self.restore.setEnabled(chosen is not None and self.files is not None and not self.files.read_only)

    def _fail(self, error: SecondWayError) -> None:
        self.message.say(error.sentence, Severity.WARNING)

    # -- what the user does

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_choice()

    def _on_opened(self, _index: QModelIndex) -> None:
        self.ask_restore()

    def _on_folder(self) -> None:
        if self.files is not None:
            self.open_folder(QUrl.fromLocalFile(str(self.files.path.parent)))

    def _on_recent(self, on: bool) -> None:
        self.recent.setVisible(on)

    def _on_forget(self, path: str) -> None:
        self._forget(path)
        self._operations.query(("files", "recent"), self._known, self.recent.show_known)

    def _on_changed(self, _changes: Changes) -> None:
        self._stale = True
        if self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()
