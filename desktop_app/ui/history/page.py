"""The page "History": every step of the workspace, newest first, and the way to take each of them back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.changes import Changes
from desktop_app.services.history import HistoryService, StepRow
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.history.model import PAGE, STATE, STEP, WHAT, WHEN, WHO, Loaded, StepModel, read, words
from desktop_app.ui.operations import Operations
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.headers import PageHeader
from desktop_app.ui.widgets.labels import ElidedLabel, Rule
from desktop_app.ui.widgets.layouts import HANG, Page, boxed, column, row
from desktop_app.ui.widgets.painting import RING
from desktop_app.ui.widgets.tables import DataTable
from desktop_app.ui.widgets.tick import TickBox

PAUSE_MS = 150  # of the arrow keys, until it is asked what an undo would keep
_WIDE = {WHAT: 230, WHO: 120, WHEN: 160, STATE: 90}


class HistoryPage(Page):
    """Loads when first shown and after every step; the chosen step and the place on the screen stay."""

    answered = Signal(str)
    said = Signal(str)

    def __init__(self, history: HistoryService, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(bottom=0, parent=parent)
        self._history, self._operations = history, operations
        self._stale, self._status, self._chosen = True, "", 0
        self._forecast_of = 0
        self.model = StepModel(history, operations, self)
        self.table = DataTable(accessible_name=_("Steps, the newest first"))
        self.own = TickBox(_("Only my own steps"))
        self.words = ElidedLabel("", TextStyle.BODY, "text2")
        self.undo = Button(_("Undo this step"), icon="undo-2", tip=_("Take back the chosen step (Ctrl+Enter)"))
        self._soon = QTimer(self)
        self._lay_out()
        self._listen()
        self._show_choice()

    def _lay_out(self) -> None:
        self.header = PageHeader(self.title)
        table, px = self.table, theme().px
        table.setModel(self.model)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        head = table.horizontalHeader()
        head.setSectionsClickable(False)
        head.setSectionResizeMode(STEP, QHeaderView.ResizeMode.Stretch)
        for at, wide in _WIDE.items():
            head.resizeSection(at, px(wide))
        self.foot = boxed(column(Rule(), 6, row((self.words, 1), 12, self.undo, spacing=0), 6))
        inset = row((self.foot, 1), spacing=0)
        inset.setContentsMargins(HANG, 0, HANG - RING, 0)
        self.own.setSizePolicy(self.own.sizePolicy().Policy.Fixed, self.own.sizePolicy().Policy.Fixed)
        self.add(self.header)
        self.space(4)
        self.add(row(self.own, None))
        self.space(4)
        self.add(column((table, 1), inset), 1, hang=True)

    def _listen(self) -> None:
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self._ask_forecast)
        self.own.toggled.connect(self.reload)
        self.undo.clicked.connect(self.undo_chosen)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.model.arrived.connect(self._show_choice)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.undo_chosen)
        self._operations.changed.connect(self._on_changed)

    @property
    def title(self) -> str:
        return _("History")

    @property
    def status(self) -> str:
        """The left text of the status bar."""
        return self._status

    @property
    def chosen(self) -> StepRow | None:
        """The step of the current row, as far as it has been read."""
        return self.model.row_at(self.table.currentIndex().row())

    def reload(self) -> None:
        """Ask for the steps again."""
        self._stale = False
        own, first = self.own.isChecked(), max(0, self.table.rowAt(0))
        numbers = tuple(sorted({0, first // PAGE, first // PAGE + 1, max(0, self.table.currentIndex().row()) // PAGE}))
        self._operations.query(
            ("history", "steps"), partial(read, self._history, own, numbers), partial(self._show, own)
        )

    def undo_chosen(self) -> None:
        """Take back the chosen step; what was edited since is kept and told."""
        chosen = self.chosen
        if chosen is None or not self.undo.isEnabled():
            return
        self.undo.setEnabled(False)
        self._operations.execute(
            lambda _progress: self._history.undo_step(chosen.step), title=_("Undo"), done=self._on_undone,
            failed=self._on_refused,
        )  # fmt: skip

    # -- what the service says

    def _show(self, own: bool, loaded: Loaded) -> None:
        """New steps push the older ones down: the chosen one and the place on the screen move with them."""
        table, model = self.table, self.model
        same = own == model.own
        grown, before = loaded[0] - model.total if same and model.total else 0, table.currentIndex().row()
        scroll = table.verticalScrollBar().value() if same else 0
        model.show(loaded, own)
        if before >= 0 and same and 0 <= before + grown < model.total:
            table.setCurrentIndex(model.index(before + grown, STEP))
        elif model.total:
            table.setCurrentIndex(model.index(0, STEP))
        down = grown * table.verticalHeader().defaultSectionSize() if scroll else 0
        table.verticalScrollBar().setValue(scroll + down)
        self.header.set_answer(_answer(model))
        self._status = ngettext("{n} step", "{n} steps", model.total).format(n=number(model.total))
        self.answered.emit(self._status)
        self._show_choice()

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_choice()

    def _show_choice(self) -> None:
        """The foot speaks of the chosen step; what an undo would keep comes a moment later."""
        chosen = self.chosen
        self.undo.setEnabled(chosen is not None and chosen.undoable)
        self.undo.setAccessibleName(_("Undo {name}").format(name=words(chosen, STEP)) if chosen else self.undo.text())
        self._forecast_of = chosen.step if chosen else 0
        if chosen is None or chosen.undoable:
            self.words.setText("")
            self._soon.start()
        else:
            self._soon.stop()
            self.words.setText(_state(chosen))

    def _ask_forecast(self) -> None:
        chosen = self.chosen
        if chosen is not None and chosen.undoable and self.isVisible():
            self._operations.query(
                ("history", "forecast"),
                partial(self._history.forecast, chosen),
                partial(self._show_forecast, chosen.step),
            )

    def _show_forecast(self, step: int, sentence: str) -> None:
        if step == self._forecast_of:
            self.words.setText(sentence)

    def _on_undone(self, changes: Changes) -> None:
        self.said.emit(f"{changes.name}. {changes.message}" if changes.message else changes.name)

    def _on_refused(self, error: Exception) -> None:
        self._operations.failed.emit(str(error))
        self.reload()

    def _on_changed(self, _changes: Changes) -> None:
        self._stale = True
        if self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()


def _answer(model: StepModel) -> str:
    newest = model.row_at(0)
    if newest is None:
        return _("Nothing of yours has been stored yet.") if model.own else _("Nothing has been stored yet.")
    return _("Everything stored can be taken back, also later; newest: {name}").format(name=words(newest, STEP))


def _state(chosen: StepRow) -> str:
    if chosen.undone:
        return _("This step has been undone.")
    return _("This line tells of an undo.") if chosen.own else _("This step cannot be undone.")
