"""The groups beside the table: how many incidents share a value, and the way to see only those."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.filters import Condition
from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.incident_groups import Group, GroupCounts, group_fields
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import Tokens, theme
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import ScrollArea, boxed, clear, column, row
from desktop_app.ui.widgets.painting import RIGHT, focus_ring, rounded, text
from desktop_app.ui.widgets.pressable import Pressable
from desktop_app.ui.widgets.tips import plain

WIDTH = 216
_BAR = 3


class GroupItem(Pressable):
    """A value with its count, what of it is open and past the goal, and a bar as long as its share of the largest."""

    def __init__(self, group: Group, largest: int, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._group, self._share = group, group.count / max(1, largest)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(plain(group.label))
        self.setAccessibleName(", ".join(part for part in (group.label, number(group.count), self.note) if part))

    @property
    def note(self) -> str:
        """What needs somebody: how many are open, and how many of them past the goal."""
        group, parts = self._group, []
        if group.open and group.open < group.count:
            parts.append(ngettext("{n} open", "{n} open", group.open).format(n=number(group.open)))
        if group.past_goal:
            words = ngettext("{n} past the goal", "{n} past the goal", group.past_goal)
            parts.append(words.format(n=number(group.past_goal)))
        return ", ".join(parts)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(WIDTH - 24), theme().px(46))

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        look, box, on = theme(), QRectF(self.rect()), self.isChecked()
        px, body = look.px, QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if on or self.hovered:
            rounded(painter, body, 6, tokens.tint if on else tokens.hover)
        count, style = number(self._group.count), TextStyle.BODY_STRONG if on else TextStyle.BODY
        wide = look.width(count, TextStyle.BODY_MEDIUM)
        line = QRectF(px(8), px(4), box.width() - px(16), px(20))
        colour = tokens.accenttext if on else tokens.text
        text(painter, line.adjusted(0, 0, -wide - px(8), 0), self._group.label, style, colour)
        text(painter, line, count, TextStyle.BODY_MEDIUM, colour, RIGHT)
        text(painter, QRectF(px(8), px(22), box.width() - px(16), px(16)), self.note, TextStyle.CAPTION, tokens.text2)
        room, bottom = box.width() - px(16), box.height() - px(6)
        painter.fillRect(QRectF(px(8), bottom, room, _BAR), tokens.line)
        painter.fillRect(QRectF(px(8), bottom, room * self._share, _BAR), tokens.accent if on else tokens.ctl)
        if self.shows_ring:
            focus_ring(painter, body, 6)


class GroupList(QWidget):
    """``chosen`` carries the condition of a group that was pressed, None when it was pressed again."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[GroupItem] = []
        self._conditions: list[Condition] = []
        self._headline = Label("", TextStyle.CAPTION_STRONG, "text2")
        close = Button("", icon="x", look=Look.QUIET, tip=_("Close the groups"), height=24)
        close.clicked.connect(self.closed)
        self._list = column(spacing=0)
        self._others = Label("", TextStyle.CAPTION, "text2", wrap=True)
        inner = boxed(column(self._list, row(self._others, margins=(8, 6, 8, 0)), None))
        self.setLayout(column(row(self._headline, None, close, margins=(8, 4, 0, 2)), (ScrollArea(inner), 1)))
        self.setFixedWidth(theme().px(WIDTH))
        self.hide()

    def show_counts(self, counts: GroupCounts, chosen: Condition | None) -> None:
        """The groups in their order; the one that the list is narrowed to is marked."""
        focused = next((place for place, item in enumerate(self._items) if item.hasFocus()), None)
        name = group_fields()[counts.field]
        self._headline.setText(name)
        self.setAccessibleName(_("Groups by {name}").format(name=name))
        clear(self._list)
        largest = max((group.count for group in counts.groups), default=0)
        self._items = [GroupItem(group, largest) for group in counts.groups]
        self._conditions = [group.condition for group in counts.groups]
        for place, (item, condition) in enumerate(zip(self._items, self._conditions, strict=True)):
            item.setChecked(condition == chosen)
            item.clicked.connect(partial(self._on_item, place))
            self._list.addWidget(item)
        self._others.setText(_others(counts))
        if focused is not None and self._items:
            self._items[min(focused, len(self._items) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def items(self) -> Sequence[GroupItem]:
        return self._items

    def take_focus(self) -> None:
        if self._items:
            self._items[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk through the groups, Escape closes them."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        held = next((place for place, item in enumerate(self._items) if item.hasFocus()), None)
        if event.key() in steps and held is not None:
            place = max(0, min(len(self._items) - 1, held + steps[Qt.Key(event.key())]))
            self._items[place].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _on_item(self, place: int) -> None:
        self.chosen.emit(self._conditions[place] if self._items[place].isChecked() else None)


def _others(counts: GroupCounts) -> str:
    if not counts.groups:
        return _("Nothing to count.")
    if not counts.others:
        return ""
    words = ngettext("and {n} more with {count}", "and {n} more with {count}", counts.others)
    return words.format(n=number(counts.others), count=number(counts.in_others))
