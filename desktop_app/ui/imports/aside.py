"""Which pane stands beside the dry run, and where the focus goes when it is closed."""

from __future__ import annotations

from collections.abc import Mapping

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.trust import TrustLine
from desktop_app.ui.imports.editors import Editors
from desktop_app.ui.imports.panes import EditPane, SidePlace
from desktop_app.ui.imports.recognised import Recognised
from desktop_app.ui.imports.side_lists import SideLists
from desktop_app.ui.widgets.buttons import Link


class Aside(QObject):
    """Panes of answers and panes of lists, one at a time; the rows behind a thing to know stand on the list of all."""

    def __init__(self, place: SidePlace, editors: Editors, lists: SideLists, recognised: Recognised) -> None:
        super().__init__(place)
        self._place, self._editors, self._lists, self._recognised = place, editors, lists, recognised
        self._opener: QWidget | None = None
        self._under = ""
        editors.closed.connect(self.close)
        lists.closed.connect(self.close)
        lists.behind.connect(self.show_behind)
        lists.wanted.connect(self.open)

    @property
    def panes(self) -> Mapping[str, EditPane]:
        return {**self._editors.panes, **self._lists.panes}

    @property
    def name(self) -> str:
        """Of the pane that is open, else empty."""
        return next((name for name, pane in self.panes.items() if pane is self._place.pane), "")

    def open(self, name: str) -> None:
        """Open a pane beside the dry run, or close it when it is open already."""
        if self.name == name:
            self.close()
            return
        if not self.name:
            self._opener = QApplication.focusWidget()
        self._show(name)

    def show_behind(self, line: TrustLine) -> None:
        """The rows that one thing to know speaks of."""
        self._lists.show_behind(line)
        self._under = self.name if self.name == "trust" else ""
        if self.name != "behind":
            self.open("behind")

    def close(self) -> None:
        """Close the pane; what it stood on comes back, then the link that opened it has the focus."""
        name, under = self.name, self._under
        self._under = ""
        if under and name == "behind":
            self._show(under)
            return
        self._place.show_pane(None)  # or the pane of another desk, which keeps its own focus
        if not name:
            return
        for link in (self._opener, self._recognised.links.get(name)):  # what opened it may have been made anew since
            if isinstance(link, Link) and shiboken6.isValid(link) and link.isVisible():
                link.setFocus()
                return

    def leave(self) -> None:
        """Close whatever is open; the page goes on to something else."""
        self._under, self._opener = "", None
        self._place.show_pane(None)

    def _show(self, name: str) -> None:
        pane = self.panes[name]
        self._place.show_pane(pane)
        pane.focus_body()
