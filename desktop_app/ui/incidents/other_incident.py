"""The field for another incident: its number, or words of its title, with completion by search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.domain.lookups import Named
from desktop_app.services.suite import Services
from desktop_app.ui.widgets.fields import LineEdit

BETWEEN = " – "  # number and title in the list
PAUSE_MS = 120


class OtherIncident(LineEdit):
    """``wanted`` carries what was typed, a moment after typing; ``offer`` shows what was found for it."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Number, or words of its title"), parent=parent)
        self._found = QStringListModel(self)
        completer = QCompleter(self._found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(lambda: self.wanted.emit(self.text()))
        self.textEdited.connect(self._on_typed)

    def offer(self, found: Sequence[Named]) -> None:
        """The incidents that may be meant; a list opens below the field while it has the focus."""
        self._found.setStringList([f"{each.words}{BETWEEN}{each.note}" if each.note else each.words for each in found])
        completer = self.completer()
        if completer is not None and self.hasFocus() and found:
            completer.complete()

    def _on_typed(self, words: str) -> None:
        self._pause.start() if words.strip() else self._pause.stop()


def the_one(services: Services, words: str) -> int:
    """The id of the incident that was named. Raises Refused when it is none, or more than one. Off the GUI thread."""
    number = words.split(BETWEEN, maxsplit=1)[0].strip()
    if not number:
        raise Refused(_("Type the number of the incident that it repeats."))
    found = services.lookups.incidents(number)
    exact = [each for each in found if each.words.casefold() == number.casefold()] or found
    if not exact:
        raise Refused(_("There is no incident “{number}”.").format(number=number))
    if len(exact) > 1:
        raise Refused(_("“{number}” may be several incidents; choose one from the list.").format(number=number))
    return exact[0].id
