"""The page "Trash": what was deleted, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.incident_edits import IncidentEditService, Trash
from desktop_app.ui.incidents.trash_table import TrashTable
from desktop_app.ui.operations import Operations
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.headers import PageHeader
from desktop_app.ui.widgets.layouts import Page

_TOPICS = frozenset({Topic.INCIDENTS, Topic.WORKSPACE})
RESTORE_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class TrashPage(Page):
    """Loads when it is shown and whenever incidents change. Nothing leaves the trash by itself."""

    navigated = Signal(str)
    said = Signal(str)

    def __init__(self, edits: IncidentEditService, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._edits, self._operations, self._stale = edits, operations, True
        self.table = TrashTable()
        self.all_button = Button(_("Restore all"), icon="rotate-ccw")
        self.selected_button = Button(_("Restore selected"), icon="rotate-ccw", look=Look.PRIMARY)
        tip = _("Bring the selected incidents back as they were (Ctrl+Enter)")
        self.selected_button.setToolTip(tip)
        self.selected_button.setStatusTip(tip)
        self.back_button = Button(_("Back to the incidents"))
        self.header = PageHeader(_("Trash"), actions=(self.all_button, self.selected_button))
        self.empty = EmptyState(
            _("The trash is empty"),
            _("Deleted incidents stay here until you bring them back. Nothing is ever removed by itself."),
            icon="trash-2",
            buttons=(self.back_button,),
        )
        self._stack = QStackedWidget()
        for each in (QWidget(), self.table, self.empty):
            self._stack.addWidget(each)
        self.add(self.header)
        self.space(8)
        self.add(self._stack, 1, hang=True)
        self._connect()

    def _connect(self) -> None:
        self.selected_button.clicked.connect(self.restore_selected)
        self.all_button.clicked.connect(self.restore_all)
        self.back_button.clicked.connect(partial(self.navigated.emit, "incidents"))
        self.table.selectionModel().selectionChanged.connect(self._show_selected)
        self._operations.changed.connect(self._on_changed)
        for keys in RESTORE_KEYS:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.restore_selected)

    def reload(self) -> None:
        """Ask again for what is in the trash."""
        self._stale = False
        self._operations.query(("trash", "list"), self._edits.trashed, self._show)

    def restore_selected(self) -> None:
        self._restore(self.table.selected_ids())

    def restore_all(self) -> None:
        """Bring back all that are shown."""
        self._restore([row.id for row in self.table.incidents.rows])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.navigated.emit("incidents")
            return
        super().keyPressEvent(event)

    # -- parts

    def _show(self, trash: Trash) -> None:
        self.table.show_rows(trash.rows)
        shown = len(trash.rows)
        self._stack.setCurrentWidget(self.table if shown else self.empty)
        self.header.set_answer(_answer(trash))
        some = ngettext("Restore {n} shown", "Restore {n} shown", shown).format(n=number(shown))
        self.all_button.setText(_("Restore all") if shown == trash.total else some)
        for button in (self.all_button, self.selected_button):
            button.setVisible(shown > 0)
        if shown and self.isVisible() and not self.table.selectionModel().hasSelection():
            self.table.selectRow(0)  # so that no key meets a button that brings everything back
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_selected()

    def _show_selected(self) -> None:
        self.selected_button.setEnabled(self.table.selectionModel().hasSelection())

    def _restore(self, ids: Sequence[int]) -> None:
        if ids:
            self._operations.execute(
                lambda _progress: self._edits.put_back(ids),
                title=_("Restore incidents"),
                done=self._on_restored,
                failed=self._on_failed,
            )

    def _on_restored(self, changes: Changes) -> None:
        count = len(changes.ids)
        words = ngettext("{n} incident is back as it was.", "{n} incidents are back as they were.", count)
        self.said.emit(words.format(n=number(count)))

    def _on_failed(self, error: SecondWayError) -> None:
        self._operations.failed.emit(error.sentence)
        self.reload()

    def _on_changed(self, changes: Changes) -> None:
        if not changes.topics & _TOPICS:
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True


def _answer(trash: Trash) -> str:
    if not trash.total:
        return ""
    words = ngettext(
        "{n} deleted incident; it stays until you restore it",
        "{n} deleted incidents; they stay until you restore them",
        trash.total,
    ).format(n=number(trash.total))
    if len(trash.rows) < trash.total:
        words += "; " + _("the newest {n} are shown").format(n=number(len(trash.rows)))
    return words
