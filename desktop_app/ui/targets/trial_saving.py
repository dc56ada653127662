"""Keeps the targets of a trial as a target set of its own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from desktop_app.domain.language import _
from desktop_app.domain.targets import Target
from desktop_app.services.targets import TargetService
from desktop_app.ui.operations import Operations
from desktop_app.ui.widgets.storing import Storing


class TrialSaving(Storing):
    """One call is one step."""

    def __init__(self, targets: TargetService, operations: Operations, parent: QObject) -> None:
        super().__init__(operations, parent)
        self._targets = targets

    def save(self, name: str, targets: tuple[Target, ...]) -> None:
        """Add a set with these targets, valid from the beginning."""
        said = _("Target set {name} was added; it can be chosen above.").format(name=" ".join(name.split()))
        self.store(_("Adding the target set"), partial(self._targets.add_set, name, targets=targets), said)
