"""Python's own search for dead cycles, kept on the window's thread.

Left alone, it starts on whichever thread happens to make an object. A widget that dies in it there is destroyed off its
thread, and that can end the process.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000
_YOUNG = 5_000  # objects made and not gone since the last look
_WHOLE_AFTER = 20  # looks at the young ones to one at all


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

    def look(self) -> None:
        """Search where enough was made: mostly among what is young, now and then everywhere."""
        if gc.get_count()[0] < _YOUNG:
            return
        self._looks += 1
        if self._looks == 1:
            gc.freeze()  # what a start leaves is there to stay; searching it again and again would be felt
        gc.collect(2 if self._looks % _WHOLE_AFTER == 0 else 1)
