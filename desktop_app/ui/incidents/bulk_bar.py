"""The bar at the foot of the table: how many rows are selected, and what can be done with them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from desktop_app.domain.language import _, ngettext, number
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import HANG
from desktop_app.ui.widgets.painting import rule

HEIGHT = 44
GAP = 24  # px between two links


class BulkBar(QWidget):
    """What has no room goes into the menu "More". Its place stays free while it is hidden, so that no row moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = Label("", TextStyle.BODY_STRONG)
        self._count.setParent(self)
        self.classify = Link(_("Set classification"), icon="sliders-horizontal")
        self.assign = Link(_("Assign"), icon="users", tip=_("Give the selected incidents to a team"))
        self.release = Link(_("Set release-related"), icon="send")
        self.edit = Link(_("Edit…"), icon="pencil", tip=_("Change any field of the selected incidents (F2)"))
        self.merge = Link(
            _("Merge…"), icon="git-merge", tip=_("Make the selected incidents one, and the others its duplicates")
        )
        self.copy = Link(_("Copy rows"), icon="copy", tip=_("Copy the selected rows as they are shown (Ctrl+C)"))
        self.delete = Link(_("Delete"), icon="trash-2", tip=_("Delete the selected incidents (Delete)"))
        self._links = (self.classify, self.assign, self.release, self.edit, self.merge, self.copy, self.delete)
        self.more = Link(_("More"), icon="ellipsis", tip=_("What else can be done with the selected incidents"))
        for link in (*self._links, self.more):
            link.setParent(self)
        self.more.clicked.connect(self._open_more)
        self._selected = 0
        self.setFixedHeight(theme().px(HEIGHT))
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_count(self, count: int) -> None:
        self._selected = count
        words = ngettext("{n} selected", "{n} selected", count).format(n=number(count))
        self._count.setText(words)
        self.setVisible(count > 0)
        self._place()

    def pop_up(self, menu: QMenu, link: Link) -> None:
        """Open a menu above its link, or above "More" when the link has no room."""
        anchor = self.more if link.isHidden() else link
        menu.popup(anchor.mapToGlobal(QPoint(0, -menu.sizeHint().height() - theme().px(4))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rule(painter, HANG, 0, self.width() - 2 * HANG, theme().tokens.line2)
        painter.end()

    def _offered(self) -> tuple[Link, ...]:
        return tuple(link for link in self._links if link is not self.merge or self._selected > 1)

    def _place(self) -> None:
        """As many links as fit, from the left."""
        gap, room = theme().px(GAP), self.width() - 2 * HANG
        offered = self._offered()
        widths = {link: link.sizeHint().width() for link in (*offered, self.more)}
        used = self._put(self._count, HANG, self._count.sizeHint().width())
        whole = sum(widths[link] + gap for link in offered)
        limit = HANG + room
        if used + whole > limit:
            limit -= widths[self.more] + gap
        shown = []
        for link in offered:
            if used + gap + widths[link] > limit:
                break
            used = self._put(link, used + gap, widths[link])
            shown.append(link)
        for link in self._links:
            link.setVisible(link in shown)
        self.more.setVisible(len(shown) < len(offered))
        self._put(self.more, used + gap, widths[self.more])

    def _put(self, widget: QWidget, x: int, width: int) -> int:
        """Give a child its place. Returns where it ends."""
        high = widget.sizeHint().height()
        widget.setGeometry(x, (self.height() - high) // 2, width, high)
        return x + width

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for link in self._offered():
            if link.isHidden():
                menu.addAction(link.text()).triggered.connect(link.click)
        self.pop_up(menu, self.more)
