"""A country or region, found by typing any part of its name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QWidget

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.drop_field import DropField

SHOWN = 12


class RegionField(DropField):
    """Names come by ``set_regions``; empty is what ``placeholder`` says. Alt+Down opens the whole list."""

    def __init__(self, placeholder: str, *, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(placeholder, accessible_name=accessible_name, parent=parent)
        look = theme()
        self._regions: Mapping[str, str] = {}
        self._codes: dict[str, str] = {}
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(SHOWN)
        self.setCompleter(completer)
        self.setTextMargins(look.px(10), 0, look.px(28), 0)

    def set_regions(self, regions: Mapping[str, str]) -> None:
        """Names by code. A code that stands in the field becomes its name."""
        if regions == self._regions:
            return
        self._regions = regions
        self._codes = {words.casefold(): code for code, words in regions.items()}
        self._names.setStringList(list(regions.values()))
        code = self.text().strip()
        if code in regions:
            self.setText(regions[code])

    def set_region(self, code: str) -> None:
        self.setText(self._regions.get(code, code))
        self.setCursorPosition(0)

    def region(self) -> str:
        """The code that stands for what is typed; nothing is empty. Raises Refused for what is no region."""
        typed = " ".join(self.text().split())
        if not typed or typed in self._regions:
            return typed
        code = self._codes.get(typed.casefold())
        if code is None and self._regions:
            raise Refused(
                _("“{text}” is not a country or region of the list; type a part of its name.").format(text=typed)
            )
        return code or typed

    def drop_down(self) -> None:
        """Show every region, from the top."""
        completer = self.completer()
        completer.setCompletionPrefix("")
        completer.complete()
