"""Keeps the targets of a trial as a target set of its own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _
from desktop_app.domain.targets import Target
from desktop_app.services.changes import Changes
from desktop_app.services.targets import TargetService
from desktop_app.ui.operations import Operations


class TrialSaving(QObject):
    """``stored`` gives the sentence after the step, ``refused`` why there was none."""

    stored = Signal(str)
    refused = Signal(str)

    def __init__(self, targets: TargetService, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._targets, self._operations = targets, operations

    def save(self, name: str, targets: tuple[Target, ...]) -> None:
        """Add a set with these targets, valid from the beginning."""
        said = _("Target set {name} was added; it can be chosen above.").format(name=" ".join(name.split()))
        self._operations.execute(
            lambda _progress: self._targets.add_set(name, targets=targets),
            title=_("Adding the target set"),
            done=partial(self._done, said),
            failed=self._refuse,
        )

    def _done(self, said: str, changes: Changes) -> None:
        self.stored.emit(changes.message or said)

    def _refuse(self, error: SecondWayError) -> None:
        self.refused.emit(error.sentence)
