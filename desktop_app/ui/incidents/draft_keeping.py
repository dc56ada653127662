"""What was typed into the form and not stored: in hand while the window is open, in the workspace over restarts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _
from desktop_app.services.changes import Changes
from desktop_app.services.drafts import DraftService, FormDraft
from desktop_app.ui.operations import Operations

AFTER_MS = 3_000  # after the first key since it was kept last
NEW = 0


class DraftKeeping(QObject):
    """``read`` gives what is in the form now and whose it is, or None when nothing is to be kept."""

    def __init__(
        self,
        drafts: DraftService,
        operations: Operations,
        read: Callable[[], tuple[int, FormDraft] | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._service, self._operations, self._read = drafts, operations, read
        self._held: dict[int, FormDraft] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self.keep_now)

    def typed(self) -> None:
        """Something was typed; it is kept a little later, however long the typing goes on."""
        if not self._timer.isActive():
            self._timer.start()

    def keep_now(self) -> None:
        """Keep what is in the form, if anything is."""
        self._timer.stop()
        typed = self._read()
        if typed is not None:
            self.hold(*typed)

    def hold(self, incident_id: int, draft: FormDraft) -> None:
        if self._held.get(incident_id) == draft:
            return
        self._held[incident_id] = draft
        self._write(partial(self._service.keep_form, _key(incident_id), draft))

    def drop(self, incident_id: int) -> None:
        """It was stored, or nobody wants it."""
        self._timer.stop()
        self._held.pop(incident_id, None)
        self._write(partial(self._service.drop, _key(incident_id)))

    def look(self, incident_id: int, show: Callable[[FormDraft], None]) -> None:
        """Call ``show`` with the draft of an incident, if there is one; one that is in hand comes at once."""
        if incident_id in self._held:
            show(self._held[incident_id])
        else:
            read = partial(self._service.form, _key(incident_id))
            self._operations.query(("incidents", "draft"), read, partial(self._found, incident_id, show), _leave)

    # -- parts

    def _found(self, incident_id: int, show: Callable[[FormDraft], None], draft: FormDraft | None) -> None:
        if draft is not None and incident_id not in self._held:
            self._held[incident_id] = draft
            show(draft)

    def _write(self, write: Callable[[], Changes]) -> None:
        """What cannot be kept stays in hand; nobody who types is disturbed by it."""
        self._operations.execute(lambda _progress: write(), title=_("Keep what was typed"), failed=_leave)


def _leave(_error: SecondWayError) -> None:
    pass


def _key(incident_id: int) -> str:
    return f"incident:{incident_id}" if incident_id else "incident:new"
