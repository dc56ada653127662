"""Quiet care for the open workspace: a backup every half hour and at the end, a check after an end that was not clean.

Nothing of it is heard of while all is well. A failure is one sentence, and work goes on.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import Damaged, SecondWayError
from desktop_app.domain.language import _
from desktop_app.services.changes import Changes, Topic
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.empty import Glyph
from desktop_app.ui.widgets.labels import ElidedLabel
from desktop_app.ui.widgets.layouts import row

if TYPE_CHECKING:
    from desktop_app.services.backups import BackupLine, Standing
    from desktop_app.services.suite import Services
    from desktop_app.ui.window.window import MainWindow

HALF_AN_HOUR_MS = 30 * 60 * 1000
STORING = ("log", "import", "import_people", "sample", "new_rota", "plan_rota", "improve_rota", "publish_rota")


class ReadOnlyBanner(QWidget):
    """A strip over every page of a workspace in which nothing can be stored; hidden otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ElidedLabel("", TextStyle.CAPTION_MEDIUM, "text2")
        self.setLayout(row(Glyph("eye", 14, tone="text2"), (self._words, 1), spacing=8, margins=(32, 3, 32, 4)))
        self.hide()

    def say(self, sentence: str) -> None:
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    @property
    def sentence(self) -> str:
        return self._words.text() if not self.isHidden() else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme().tokens
        painter.fillRect(self.rect(), tokens.sunken)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), tokens.line)
        painter.end()


class Safekeeping(QObject):
    """One per window; ``begin`` with each workspace that is shown, ``put_away`` for each that is left."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._operations = window, window.operations
        self._warned = ""
        self.banner = ReadOnlyBanner()
        self.timer = QTimer(self)
        self.timer.setInterval(HALF_AN_HOUR_MS)
        self.timer.timeout.connect(self.back_up)
        self._operations.changed.connect(self._on_changed)

    def begin(self) -> None:
        """Another workspace is shown."""
        self._warned = ""
        self.timer.start()
        self.look()
        self._operations.query(
            ("safekeeping", "check"), self._window.services.backups.check_unclean, self._on_checked, self._on_failed
        )

    def look(self) -> None:
        """Ask when it was backed up last, and where it lies."""
        self._operations.query(
            ("safekeeping", "standing"), self._window.services.backups.standing, self._show, self._on_failed
        )

    def back_up(self) -> None:
        """A backup if something was stored since the last one."""
        if self._window.navigator.is_open and not self._operations.closed:
            backups = self._window.services.backups
            self._operations.query(("safekeeping", "backup"), backups.automatic, self._on_backed_up, self._on_failed)

    def leave(self) -> None:
        """The window closes: on a thread of its own, and waited for, so that the file is whole when it is over."""
        if self._window.navigator.is_open:
            self._window.hide()
            with ThreadPoolExecutor(1, "safekeeping") as last:
                last.submit(put_away, self._window.services).result()

    # -- what the services say

    def _show(self, standing: Standing) -> None:
        self._window.status.show_backup(standing.last)
        words = _("Read-only: nothing can be stored in {folder}. Everything can be looked at, printed and exported.")
        self.banner.say(words.format(folder=standing.folder) if standing.read_only else "")
        if standing.read_only:
            for name in STORING:
                self._window.actions_[name].setEnabled(False)
        if standing.warning and standing.warning != self._warned:
            self._warned = standing.warning  # once per opening
            self._window.teller.warn(standing.warning)

    def _on_backed_up(self, line: BackupLine | None) -> None:
        if line is not None:
            self._operations.changed.emit(Changes(frozenset({Topic.BACKUPS})))

    def _on_checked(self, problems: tuple[str, ...]) -> None:
        if problems:
            self._offer_rescue(problems[0])

    def _on_failed(self, error: SecondWayError) -> None:
        if isinstance(error, Damaged):
            self._offer_rescue(error.sentence)
        else:
            self._window.teller.warn(error.sentence)

    def _offer_rescue(self, sentence: str) -> None:
        self._window.teller.warn(sentence, action=_("Files…"), act=lambda: self._window.navigator.show_page("files"))

    def _on_changed(self, _changes: Changes) -> None:
        if self._window.navigator.is_open:
            self.look()


def put_away(services: Services) -> None:
    """The last backup of a workspace, and its end; off the window's thread."""
    with suppress(SecondWayError):  # nobody is there to read the sentence; the next start says it
        services.backups.automatic()
    services.close()
