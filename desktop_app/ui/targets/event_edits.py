"""Reads and stores the changes of the work: each call is one step, and one sentence after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _
from desktop_app.domain.phases import PhaseEvent
from desktop_app.services.changes import Changes
from desktop_app.services.phases import PhaseService
from desktop_app.ui.operations import Operations
from desktop_app.ui.targets.event_pane import Told

Events = tuple[PhaseEvent, ...]


class EventEdits(QObject):
    """``stored`` gives the sentence after a step, ``refused`` why there was none."""

    stored = Signal(str)
    refused = Signal(str)

    def __init__(self, phases: PhaseService, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._phases, self._operations = phases, operations

    def ask(self, target_set_id: int, show: Callable[[Events], None]) -> None:
        """Every event of a target set, its goals' days among them."""
        asked = partial(self._phases.events, target_set_id)
        self._operations.query(("targets", "events"), asked, show, self._refuse)

    def store(self, told: Told) -> None:
        title = " ".join(told.title.split())
        if told.event is None:
            call = partial(self._phases.add, told.on, told.kind, told.title, told.classification)
            self._store(
                call, _("“{title}” was added: the normal range is made anew from that day.").format(title=title)
            )
            return
        event = replace(told.event, on=told.on, kind=told.kind, title=told.title, classification=told.classification)
        self._store(partial(self._phases.edit, event), _("“{title}” was changed.").format(title=title))

    def remove(self, event: PhaseEvent) -> None:
        self._store(partial(self._phases.remove, event.id), _("“{title}” was removed.").format(title=event.title))

    def _store(self, call: Callable[[], Changes], said: str) -> None:
        self._operations.execute(
            lambda _progress: call(),
            title=_("Storing the change of the work"),
            done=partial(self._done, said),
            failed=self._refuse,
        )

    def _done(self, said: str, changes: Changes) -> None:
        self.stored.emit(changes.message or said)

    def _refuse(self, error: SecondWayError) -> None:
        self.refused.emit(error.sentence)
