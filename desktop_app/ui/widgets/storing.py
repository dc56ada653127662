"""What a page stores: each call is one step, and one sentence after it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import SecondWayError
from desktop_app.services.changes import Changes
from desktop_app.ui.operations import Operations


class Storing(QObject):
    """Runs on the writer thread; ``stored`` gives the sentence after a step, ``refused`` why there was none."""

    stored = Signal(str)
    refused = Signal(str)

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self.operations = operations

    def store(
        self,
        title: str,
        call: Callable[[], Changes],
        said: str,
        failed: Callable[[SecondWayError], None] | None = None,
    ) -> None:
        """Make a step; ``title`` names it while it runs, ``said`` tells of it where the service says nothing itself."""
        self.operations.execute(
            lambda _progress: call(), title=title, done=partial(self._done, said), failed=failed or self._refuse
        )

    def _done(self, said: str, changes: Changes) -> None:
        self.stored.emit(changes.message or said)

    def _refuse(self, error: SecondWayError) -> None:
        self.refused.emit(error.sentence)
