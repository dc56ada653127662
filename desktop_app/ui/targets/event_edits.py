"""Reads and stores the changes of the work: each call is one step, and one sentence after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from desktop_app.domain.language import _
from desktop_app.domain.phases import PhaseEvent
from desktop_app.services.changes import Changes
from desktop_app.services.phases import PhaseService
from desktop_app.ui.operations import Operations
from desktop_app.ui.targets.event_pane import Told
from desktop_app.ui.widgets.storing import Storing

Events = tuple[PhaseEvent, ...]


class EventEdits(Storing):
    """Each call but ``ask`` is one step."""

    def __init__(self, phases: PhaseService, operations: Operations, parent: QObject) -> None:
        super().__init__(operations, parent)
        self._phases = phases

    def ask(self, target_set_id: int, show: Callable[[Events], None]) -> None:
        """Every event of a target set, its goals' days among them."""
        asked = partial(self._phases.events, target_set_id)
        self.operations.query(("targets", "events"), asked, show, self._refuse)

    def keep(self, told: Told) -> None:
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
        self.store(_("Storing the change of the work"), call, said)
