"""Logging, editing and deleting: from the form to the service and back, with drafts that are never lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import Conflict, Refused, SecondWayError
from desktop_app.domain.incidents import IncidentForm
from desktop_app.domain.language import _
from desktop_app.services.changes import Changes
from desktop_app.services.drafts import FormDraft
from desktop_app.services.incident_details import IncidentDetail
from desktop_app.services.suite import Services
from desktop_app.ui.incidents.conflict import merged, taking
from desktop_app.ui.incidents.draft_keeping import DraftKeeping
from desktop_app.ui.incidents.form_pane import FormPane
from desktop_app.ui.operations import Operations

NEW = 0
_EMPTY = IncidentForm("")


class Editing(QObject):
    """``logged`` and ``edited`` carry the incident's id once it is stored; ``closed`` when the form shall go."""

    logged = Signal(int, bool)  # id, whether the next form is open
    edited = Signal(int)
    closed = Signal()
    opened = Signal()

    def __init__(
        self, services: Services, operations: Operations, pane: FormPane, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._service, self._operations, self._pane = services.incidents, operations, pane
        self._drafts = DraftKeeping(services.drafts, operations, self._typed, self)
        self._id, self._seen, self._stored = NEW, 0, _EMPTY
        self._active = False
        self._yours: dict[str, IncidentForm] = {}  # what was typed into a field before theirs was taken
        self.zone: tzinfo = UTC
        pane.closed.connect(self.close)
        pane.save_wanted.connect(self.save)
        pane.fields.edited.connect(self._drafts.typed)
        pane.conflict.chosen.connect(self._choose)

    @property
    def active(self) -> bool:
        return self._active

    def begin_new(self) -> None:
        """Open the empty form; one that is already open keeps what was typed."""
        if not (self._active and self._id == NEW):
            self.commit_pending()
            self._begin(NEW, 0, _EMPTY)
            self._pane.show_new()
            self._drafts.look(NEW, partial(self._offer, NEW))
        self.opened.emit()
        self._pane.focus_title()

    def begin_edit(self, detail: IncidentDetail) -> None:
        if not (self._active and self._id == detail.incident.id):
            self.commit_pending()
            self._begin(detail.incident.id, detail.incident.changed_in, detail.form)
            self._pane.show_edit(detail.incident.ticket)
            self._drafts.look(detail.incident.id, partial(self._offer, detail.incident.id))
        self.opened.emit()
        self._pane.focus_title()

    def close(self) -> None:
        """Put the form away; what was typed is offered when it is opened again."""
        self.put_away()
        self.closed.emit()

    def put_away(self) -> None:
        """The same for whoever shows something else in its place."""
        self.commit_pending()
        self._active = False

    def commit_pending(self) -> None:
        """Keep what was typed now: the form goes, or the program ends."""
        self._drafts.keep_now()

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
        self._pane.conflict.hide()
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
        self._pane.conflict.hide()
        self._fill(form)
        self._operations.query(
            ("incidents", "choices of the form"), self._service.choices, self._pane.fields.set_choices
        )

    def _typed(self) -> tuple[int, FormDraft] | None:
        if not self._active or not self._pane.fields.is_edited:
            return None
        return self._id, FormDraft(self._pane.fields.draft(), self._stored, self._seen)

    def _offer(self, incident_id: int, draft: FormDraft) -> None:
        """Say that there is something half typed, with a link that brings it back."""
        if not self._active or self._id != incident_id or draft.form == self._stored:
            return
        if incident_id == NEW:
            words = _("There is an incident that was not logged yet: “{title}”.")
        else:
            words = _("Changes to this incident were not stored yet.")
        words = words.format(title=draft.form.title.strip() or _("no title"))
        self._pane.offer.say(words, action=_("Continue"), act=partial(self._take_draft, draft))

    def _take_draft(self, draft: FormDraft) -> None:
        """Bring it back with what it was typed over, so that a change made meanwhile by somebody else is noticed."""
        if self._id != NEW:
            self._seen, self._stored = draft.seen, draft.base
        self._fill(draft.form)
        self._pane.focus_title()

    def _fill(self, form: IncidentForm) -> None:
        self._pane.fields.fill(form, self.zone, datetime.now(UTC), stored=self._stored)

    def _write(self, write: Callable[[], Changes], title: str, form: IncidentForm, *, then_next: bool = False) -> None:
        self._operations.execute(
            lambda _progress: write(),
            title=title,
            done=partial(self._on_stored, self._id, then_next),
            failed=partial(self._on_failed, self._id, FormDraft(form, self._stored, self._seen)),
        )

    def _on_stored(self, incident_id: int, then_next: bool, changes: Changes) -> None:
        if not then_next and self._active and self._id == incident_id:
            self._active = False
        if not (then_next and self._pane.fields.is_edited):  # the next one is being typed already
            self._drafts.drop(incident_id)
        if incident_id == NEW:
            self.logged.emit(changes.ids[0] if changes.ids else NEW, then_next)
        else:
            self.edited.emit(incident_id)

    def _on_failed(self, incident_id: int, typed: FormDraft, error: SecondWayError) -> None:
        """Say why; what was typed comes back, or waits if the next form has been begun meanwhile."""
        self._pane.set_busy(False)
        elsewhere = not self._active or self._id != incident_id
        fields, form = self._pane.fields, typed.form
        if elsewhere or (incident_id == NEW and fields.is_edited and fields.draft() != form):
            self._drafts.hold(incident_id, typed)
            if elsewhere:
                self._operations.failed.emit(error.sentence)
            else:
                self._pane.say(error.sentence, action=_("Bring it back"), act=partial(self._take_draft, typed))
            return
        if fields.draft() != form:
            self._fill(form)
        if isinstance(error, Conflict):
            read = partial(self._service.detail, self._id)
            self._operations.query(("incidents", "theirs"), read, self._show_conflict, self._tell)
        else:
            self._pane.say(error.sentence)

    def _show_conflict(self, detail: IncidentDetail) -> None:
        """Both changes in one form; where they differ, the user chooses field by field."""
        if not self._active or detail.incident.id != self._id:
            return
        both = merged(self._stored, self._pane.fields.draft(), detail.form, self.zone)
        self._seen, self._stored = detail.incident.changed_in, detail.form
        self._fill(both.form)
        who = detail.history[0].author if detail.history else ""
        self._pane.show_conflict(both, who)

    def _choose(self, field: str, theirs: bool) -> None:
        """Yours stay in hand while theirs are looked at."""
        form = self._pane.fields.draft()
        if theirs:
            self._yours[field] = form
        other = self._stored if theirs else self._yours.get(field, form)
        self._fill(taking(form, other, field))
        self._drafts.typed()

    def _tell(self, error: SecondWayError) -> None:
        self._pane.say(error.sentence)
