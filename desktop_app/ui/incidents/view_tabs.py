"""The tabs of views: chosen, renamed, moved and taken away, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.language import _, number
from desktop_app.services.saved_views import SavedView
from desktop_app.ui.incidents.shelf import BEHIND
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.fields import LineEdit
from desktop_app.ui.widgets.tabs import Tabs

_MOVES = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class _NameField(LineEdit):
    """Escape and leaving it give up."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)


class ViewTabs(Tabs):
    """One tab per view; every signal begins with the view's id. F2, Delete and Ctrl+Shift+arrows are for one's own."""

    view_chosen = Signal(int)
    removed = Signal(int)
    renamed = Signal(int, str)
    moved = Signal(int, int)  # how many places to the right
    save_wanted = Signal()  # keep the changes to the view that is shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name=_("Views"), parent=parent)
        self._ids: list[int] = []
        self._renaming = 0
        self.changed = False  # whether the view that is shown differs from what was saved
        self._field = _NameField(accessible_name=_("Name of the view"), parent=self)
        self._field.setAutoFillBackground(True)
        self._field.hide()
        self._field.returnPressed.connect(self._on_name)
        self._field.editingFinished.connect(self._field.hide)
        self.currentChanged.connect(self._on_change)

    def show_views(self, views: Sequence[SavedView], counts: Mapping[int, int], current: int) -> None:
        self.blockSignals(True)
        while self.count() > len(views):
            self.removeTab(self.count() - 1)
        self._ids = [view.id for view in views]
        for place, view in enumerate(views):
            name = _("Behind the figure") if view.id == BEHIND else view.name
            if place == self.count():
                self.addTab(name)
            self.setTabText(place, name)
            self.set_count(place, number(counts[view.id]) if view.id in counts else "")
        if current in self._ids:
            self.setCurrentIndex(self._ids.index(current))
        self.blockSignals(False)
        self.updateGeometry()
        self.update()

    def begin_rename(self, view_id: int, typed: str = "") -> None:
        """Open a field over the tab of one of the user's own views."""
        if view_id <= 0 or view_id not in self._ids:
            return
        place, px = self._ids.index(view_id), theme().px
        self._renaming = view_id
        self._field.setText(typed or self.tabText(place))
        box = self.tabRect(place)
        width = max(px(160), box.width())
        self._field.setGeometry(QRect(min(box.left(), max(0, self.width() - width)), 0, width, px(32)))
        self._field.show()
        self._field.raise_()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()

    def menu_of(self, view_id: int) -> QMenu | None:
        """What can be done with a view; None for the program's own."""
        if view_id < 0 or view_id not in self._ids:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if view_id == BEHIND:
            menu.addAction(_("Close this tab")).triggered.connect(lambda: self.removed.emit(view_id))
            return menu
        if self.changed and self._ids[self.currentIndex()] == view_id:
            menu.addAction(_("&Save changes to the view")).triggered.connect(self.save_wanted)
        menu.addAction(_("&Rename view\tF2")).triggered.connect(partial(self.begin_rename, view_id, ""))
        own = [each for each in self._ids if each > 0]
        for words, step in ((_("Move to the &left"), -1), (_("Move to the r&ight"), 1)):
            move = menu.addAction(words)
            move.setEnabled(0 <= own.index(view_id) + step < len(own))
            move.triggered.connect(partial(self._move, view_id, step))
        menu.addSeparator()
        menu.addAction(_("&Delete view")).triggered.connect(lambda: self.removed.emit(view_id))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        place = self.currentIndex() if by_key else self.tabAt(event.pos())
        menu = self.menu_of(self._ids[place]) if 0 <= place < len(self._ids) else None
        if menu is not None:
            menu.popup(self.mapToGlobal(self.tabRect(place).bottomLeft()) if by_key else event.globalPos())

    def event(self, event: QEvent) -> bool:
        """On a view of one's own F2 and Delete mean the view, not the page's incident."""
        own = bool(self._ids) and self._ids[self.currentIndex()] > 0
        asks = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if own and asks and cast("QKeyEvent", event).key() in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        view_id, key = self._ids[self.currentIndex()] if self._ids else 0, event.key()
        arrows = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if view_id > 0 and key == Qt.Key.Key_F2:
            self.begin_rename(view_id)
        elif view_id > 0 and key == Qt.Key.Key_Delete:
            self.removed.emit(view_id)
        elif view_id > 0 and event.modifiers() == _MOVES and key in arrows:
            self.moved.emit(view_id, arrows[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def _move(self, view_id: int, step: int, _checked: bool = False) -> None:
        self.moved.emit(view_id, step)

    def _on_change(self, place: int) -> None:
        if 0 <= place < len(self._ids):
            self.view_chosen.emit(self._ids[place])

    def _on_name(self) -> None:
        name = self._field.text().strip()
        self._field.hide()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if name:
            self.renamed.emit(self._renaming, name)
