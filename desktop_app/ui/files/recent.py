"""The workspaces opened last, each with the way to open or to forget it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Link, Look
from desktop_app.ui.widgets.headers import SectionHeader
from desktop_app.ui.widgets.labels import ElidedLabel, Label
from desktop_app.ui.widgets.layouts import boxed, clear, column, row


class RecentList(QWidget):
    """Those that are not there any more stand in grey and can only be forgotten; the file itself is never touched."""

    open_wanted = Signal(str)
    forget_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = column(spacing=2)
        self.setLayout(column(SectionHeader(_("Recent workspaces")), 4, self._lines))

    def show_known(self, known: Sequence[tuple[str, str, str]]) -> None:
        """Name, path and day of last use; the day is empty where the file is not there."""
        clear(self._lines)
        for name, path, day in known:
            self._lines.addWidget(self._line(name, path, day))
        if not known:
            self._lines.addWidget(Label(_("None yet."), tone="text2"))

    def _line(self, name: str, path: str, day: str) -> QWidget:
        link = Link(name)
        link.setEnabled(bool(day))
        link.setStatusTip(_("Open this workspace"))
        link.setAccessibleName(_("Open {name}").format(name=name))
        link.clicked.connect(partial(self.open_wanted.emit, path))
        link.setMaximumWidth(theme().px(240))
        where = ElidedLabel(path, TextStyle.CAPTION, "text2" if day else "text3")
        used = Label(day or _("not there any more"), TextStyle.CAPTION, "text2" if day else "text3")
        drop = Button(
            "", icon="x", look=Look.QUIET, tip=_("Forget {name}; the file stays").format(name=name), height=24
        )
        drop.clicked.connect(partial(self.forget_wanted.emit, path))
        return boxed(row(link, 12, (where, 1), 12, used, 4, drop, spacing=0))
