"""Logging, editing and deleting: from the form to the service and back, with drafts that are never lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import Conflict, Refused, SecondWayError
from desktop_app.domain.incidents import IncidentForm
from desktop_app.domain.language import _
from desktop_app.services.changes import Changes
from desktop_app.services.incident_details import IncidentDetail
from desktop_app.services.incidents import IncidentService
from desktop_app.ui.incidents.form_pane import FormPane
from desktop_app.ui.operations import Operations

NEW = 0
_EMPTY = IncidentForm("")


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed and not stored, and the step of the incident it started from."""

    form: IncidentForm
    seen: int = 0


class Editing(QObject):
    """``logged`` and ``edited`` carry the incident's id once it is stored; ``closed`` when the form shall go."""

    logged = Signal(int, bool)  # id, whether the next form is open
    edited = Signal(int)
    closed = Signal()
    opened = Signal()

    def __init__(
        self, service: IncidentService, operations: Operations, pane: FormPane, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._service, self._operations, self._pane = service, operations, pane
        self._drafts: dict[int, Draft] = {}
        self._id, self._seen, self._stored = NEW, 0, _EMPTY
        self._active = False
        self.zone: tzinfo = UTC
        pane.closed.connect(self.close)
        pane.save_wanted.connect(self.save)

    @property
    def active(self) -> bool:
        return self._active

    def begin_new(self) -> None:
        """Open the empty form; one that is already open keeps what was typed."""
        if not (self._active and self._id == NEW):
            self._keep_draft()
            self._begin(NEW, 0, _EMPTY)
            self._pane.show_new()
            self._offer_draft(_("There is an incident that was not logged yet: “{title}”."))
        self.opened.emit()
        self._pane.focus_title()

    def begin_edit(self, detail: IncidentDetail) -> None:
        if not (self._active and self._id == detail.incident.id):
            self._keep_draft()
            self._begin(detail.incident.id, detail.incident.changed_in, detail.form)
            self._pane.show_edit(detail.incident.ticket)
            self._offer_draft(_("Changes to this incident were not stored yet."))
        self.opened.emit()
        self._pane.focus_title()

    def close(self) -> None:
        """Put the form away; what was typed is offered when it is opened again."""
        self._keep_draft()
        self._active = False
        self.closed.emit()

    def save(self, then_next: bool) -> None:
        """Store the form. With ``then_next`` the next one is empty at once, so that typing can go on."""
        try:
            form = self._pane.fields.form()
        except Refused as error:
            self._pane.say(error.sentence)
            return
        if not form.title.strip():
            self._pane.fields.title.set_refused(True)
        self._pane.problem.hide()
        self._drafts.pop(self._id, None)
        if self._id != NEW:
            self._pane.set_busy(True)
            self._write(partial(self._service.edit, self._id, form, self._seen), _("Edit incident"), form)
            return
        then_next = then_next and bool(form.title.strip())
        if then_next:
            self._begin(NEW, 0, _EMPTY)
            self._pane.focus_title()
        else:
            self._pane.set_busy(True)
        self._write(partial(self._service.log, form), _("Log incident"), form, then_next=then_next)

    # -- parts

    def _begin(self, incident_id: int, seen: int, form: IncidentForm) -> None:
        self._id, self._seen, self._stored, self._active = incident_id, seen, form, True
        self._pane.fields.fill(form, self.zone, datetime.now(UTC))
        self._operations.query(
            ("incidents", "choices of the form"), self._service.choices, self._pane.fields.set_choices
        )

    def _keep_draft(self) -> None:
        if self._active and self._pane.fields.is_edited:
            self._drafts[self._id] = Draft(self._pane.fields.draft(), self._seen)

    def _offer_draft(self, sentence: str) -> None:
        draft = self._drafts.get(self._id)
        if draft is not None:
            words = sentence.format(title=draft.form.title.strip() or _("no title"))
            self._pane.offer.say(words, action=_("Continue"), act=partial(self._take_draft, draft))

    def _take_draft(self, draft: Draft) -> None:
        self._drafts.pop(self._id, None)
        self._seen = draft.seen or self._seen
        self._pane.fields.fill(draft.form, self.zone, datetime.now(UTC), stored=self._stored)
        self._pane.focus_title()

    def _write(self, write: Callable[[], Changes], title: str, form: IncidentForm, *, then_next: bool = False) -> None:
        self._operations.execute(
            lambda _progress: write(),
            title=title,
            done=partial(self._on_stored, self._id, then_next),
            failed=partial(self._on_failed, self._id, form),
        )

    def _on_stored(self, incident_id: int, then_next: bool, changes: Changes) -> None:
        if not then_next and self._active and self._id == incident_id:
            self._active = False
        if incident_id == NEW:
            self.logged.emit(changes.ids[0] if changes.ids else NEW, then_next)
        else:
            self.edited.emit(incident_id)

    def _on_failed(self, incident_id: int, form: IncidentForm, error: SecondWayError) -> None:
        """Say why; what was typed comes back, or waits if the next form has been begun meanwhile."""
        self._pane.set_busy(False)
        elsewhere = not self._active or self._id != incident_id
        if elsewhere or (incident_id == NEW and self._pane.fields.is_edited and self._pane.fields.draft() != form):
            draft = Draft(form, self._seen)
            self._drafts[incident_id] = draft
            if elsewhere:
                self._operations.failed.emit(error.sentence)
            else:
                self._pane.say(error.sentence, action=_("Bring it back"), act=partial(self._take_draft, draft))
            return
        if self._pane.fields.draft() != form:
            self._pane.fields.fill(form, self.zone, datetime.now(UTC), stored=self._stored)
        if isinstance(error, Conflict):
            self._pane.say(error.sentence, action=_("Load theirs"), act=self._load_theirs)
        else:
            self._pane.say(error.sentence)

    def _load_theirs(self) -> None:
        self._operations.query(
            ("incidents", "theirs"), partial(self._service.detail, self._id), self._show_theirs, self._tell
        )

    def _show_theirs(self, detail: IncidentDetail) -> None:
        if self._active and detail.incident.id == self._id:
            self._begin(detail.incident.id, detail.incident.changed_in, detail.form)
            self._pane.focus_title()

    def _tell(self, error: SecondWayError) -> None:
        self._pane.say(error.sentence)
