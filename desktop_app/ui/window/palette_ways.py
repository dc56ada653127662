"""Opens the palette over what there is now, and goes where the chosen line leads."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from desktop_app.ui.window.palette import Palette
    from desktop_app.ui.window.palette_entries import Entry
    from desktop_app.ui.window.window import MainWindow


class PaletteWays(QObject):
    """One palette per window, over whatever workspace is open; made when it is first wanted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    @cached_property
    def palette(self) -> Palette:
        from desktop_app.ui.window.palette import Palette

        made = Palette(self._window.operations, self._window)
        made.chosen.connect(self._go)
        return made

    def hide(self) -> None:
        """Put the palette away, as another workspace is shown."""
        if "palette" in vars(self):
            self.palette.hide()

    def open(self) -> None:
        """Show the palette; it lists the commands as they are possible at this moment."""
        from desktop_app.ui.window.palette_entries import commands

        window = self._window
        page: QWidget = window.pages.by_name.get(window.page_name) or window.stack
        title = str(getattr(page, "title", ""))
        twin = window.pages.incidents.commands.new  # the window's own "Log incident" stands for it on every page
        found = commands(window.menuBar(), window.actions_.recent, page, title)
        found = [(action, entry) for action, entry in found if action is not twin]
        self.palette.open(window.services.lookups, found)

    def _go(self, entry: Entry) -> None:
        from desktop_app.ui.window.palette_entries import Kind

        navigator = self._window.navigator
        ways = {
            Kind.INCIDENT: navigator.show_incident,
            Kind.PERSON: navigator.show_person,
            Kind.SESSION: navigator.show_session,
            Kind.VIEW: navigator.show_view,
        }
        ways[entry.kind](entry.place)
