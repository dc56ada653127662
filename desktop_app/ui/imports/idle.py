"""The page without a file: where to drop one, the imports there were, and the quiet wait while a file is read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.edges import Scrolled, inset
from desktop_app.ui.imports.history import ImportHistory
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.empty import DropZone, Glyph
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import boxed, column, row
from desktop_app.ui.widgets.progress import ProgressLine


class Idle(QWidget):
    """``file_wanted`` when the user wants to choose one; ``dropped`` tells paths."""

    file_wanted = Signal()
    dropped = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tip = _("Choose a ticket list to import")
        self.choose = Button(_("&Choose a file…"), icon="folder-open", look=Look.PRIMARY, tip=tip)
        self.choose.clicked.connect(self.file_wanted)
        zone = DropZone(
            _("Drop a ticket list here"),
            _("ServiceNow, Jira, GLPI, TOPdesk and others, as workbook (xlsx, xlsb, xls, ods), csv, text or zip"),
            self.choose,
            _("You see what was recognised, row by row, before anything is stored. The file is only read."),
        )
        zone.dropped.connect(self.dropped)
        self.history = ImportHistory()
        self.setLayout(column((Scrolled(boxed(column(inset(zone), 28, self.history, None))), 1)))


class Reading(QWidget):
    """How far the reading of a file is; ``stopped`` when the user has waited enough."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self._line = ProgressLine()
        self._line.setFixedWidth(px(280))
        self._words = Label("", TextStyle.NUMBER_SMALL, wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._detail = Label("", tone="text2", wrap=True)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.stop = Button(_("&Stop"), icon="x", tip=_("Stop reading; nothing is stored"))
        self.stop.clicked.connect(self.stopped)
        held = column(
            None,
            row(None, Glyph("file-spreadsheet"), None),
            14,
            self._words,
            6,
            self._detail,
            18,
            row(None, self._line, None),
            16,
            row(None, self.stop, None),
            None,
            None,
        )
        held.setContentsMargins(px(32), px(24), px(32), px(24))
        self.setLayout(held)

    def begin(self, name: str) -> None:
        self._words.setText(_("Reading {file}").format(file=name))
        self.stop.setEnabled(True)
        self.report("", None)
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def report(self, words: str, share: float | None) -> None:
        """What is told of the progress, and how far it is."""
        self._detail.setText(words or _("The file is only read; nothing is stored."))
        self._line.set_share(share)
        self._line.setAccessibleName(words)
        self.setAccessibleName(words)

    def stopping(self) -> None:
        self.stop.setEnabled(False)
        self._detail.setText(_("Stopping"))
