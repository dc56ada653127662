"""Python's own search for dead cycles, kept on the window's thread.

Left alone, it starts on whichever thread happens to make an object. A widget that dies in it there is destroyed off its
thread, and that can end the process. What is young is searched in small pieces; everything, which takes a moment, when
nobody is at the window.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_EVERY_MS = 1000
_YOUNG = 5_000  # objects made and not gone since the last look
_OLDER_AFTER = 8  # looks at the youngest to one at those that outlived one
_AWAY_MS = 30_000
_WHOLE_AFTER = 600  # such looks, ten minutes of steady work, to one at everything


class Collector(QObject):
    """Takes the search over for as long as it lives; ``look`` is called by its own timer."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._looks = 0
        timer = QTimer(self)
        timer.setInterval(_EVERY_MS)
        timer.timeout.connect(self.look)
        timer.start()
        self._away = QTimer(self)
        self._away.setInterval(_AWAY_MS)
        self._away.setSingleShot(True)
        self._away.timeout.connect(self.look_everywhere)
        if isinstance(parent, QGuiApplication):
            parent.applicationStateChanged.connect(self._on_state)

    def look(self) -> None:
        """Search where enough was made."""
        if gc.get_count()[0] < _YOUNG:
            return
        self._looks += 1
        if self._looks % _WHOLE_AFTER == 0:
            self.look_everywhere()
        else:
            gc.collect(1 if self._looks % _OLDER_AFTER == 0 else 0)

    def look_everywhere(self) -> None:
        gc.collect()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._away.stop()
        else:
            self._away.start()
