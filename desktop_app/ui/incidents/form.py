"""The fields of one incident, from an IncidentForm and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.filter_words import nobody
from desktop_app.domain.incidents import IncidentForm, PauseReason, ReleaseRelated, Status
from desktop_app.domain.language import _
from desktop_app.services.incidents import Choices
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.incidents.moment import MomentField
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.fields import Combo, Form, LineEdit
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import row

_REASONS = tuple(r for r in PauseReason if r not in (PauseReason.NONE, PauseReason.OTHER))  # the two read "Waiting"


class IncidentFields(QWidget):
    """``edited`` when the user changes anything, ``folded`` when the link at the foot hides or shows the rarer fields.

    Instants are UTC outside and the zone's wall clock in the fields.
    """

    edited = Signal()
    folded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone: tzinfo = UTC
        self._filled = IncidentForm("")
        self._filling = False
        self.title = LineEdit(_("What broke?"), accessible_name=_("Title"))
        self.classification = Combo([(c.label, c.value) for c in Classification])
        self.status = Combo([(s.label, s.value) for s in Status])
        self.reason = Combo(
            [
                (_("Not said"), PauseReason.NONE.value),
                *((r.label, r.value) for r in _REASONS),
                (_("Something else"), PauseReason.OTHER.value),
            ]
        )
        self.team, self.system, self.system_error = (Combo(editable=True) for _each in range(3))
        for named, words in ((self.team, nobody("team")), (self.system, nobody("")), (self.system_error, nobody(""))):
            if (edit := named.lineEdit()) is not None:
                edit.setPlaceholderText(words)
        self.release = Combo([(r.label, r.value) for r in ReleaseRelated])
        self.opened, self.resolved = MomentField(), MomentField()
        self.more = Link(_("More fields"), icon="chevron-right")
        self._unfolded = False
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        form = Form(self)
        self._form = form
        title = Label(_("&Title"), TextStyle.BODY, "text2")
        title.setBuddy(self.title)
        form.addRow(title)
        form.addRow(self.title)  # over the whole width: titles are long
        for caption, field in (
            (_("&Classification"), self.classification),
            (_("Tea&m"), self.team),
            (_("System e&rror"), self.system_error),
        ):
            form.add(caption, field)
        form.addRow(row(self.more, None))
        rarer: Sequence[tuple[str, QWidget]] = (
            (_("S&ystem"), self.system),
            (_("&Status"), self.status),
            (_("&Waiting for"), self.reason),
            (_("Release-re&lated"), self.release),
            (_("&Opened"), self.opened),
            (_("Resol&ved"), self.resolved),
        )
        for caption, widget in rarer:
            form.add(caption, widget)
        self._show_what_fits()

    def _listen(self) -> None:
        self.title.textChanged.connect(self._on_edit)
        for choice in (self.classification, self.status, self.reason, self.release):
            choice.currentIndexChanged.connect(self._on_edit)
        for named in (self.team, self.system, self.system_error):
            named.editTextChanged.connect(self._on_edit)
        self.status.currentIndexChanged.connect(self._show_what_fits)
        for moment in (self.opened, self.resolved):
            moment.edited.connect(self.edited)
        self.more.clicked.connect(self._fold)

    def set_choices(self, choices: Choices) -> None:
        """Names for completion; what stands in the fields stays."""
        pairs: Sequence[tuple[Combo, tuple[str, ...]]] = (
            (self.team, choices.teams),
            (self.system, choices.systems),
            (self.system_error, choices.system_errors),
        )
        before, self._filling = self._filling, True
        for field, names in pairs:
            typed = field.currentText()
            field.clear()
            field.addItems(names)
            field.setEditText(typed)
        self._filling = before

    def fill(self, form: IncidentForm, zone: tzinfo, now: datetime, *, stored: IncidentForm | None = None) -> None:
        """Show a form; a missing instant shows ``now`` and means "when it is stored" until it is touched.

        ``stored`` is what ``is_edited`` compares with when the form itself is a draft.
        """
        self._zone, self._filled, self._filling = zone, stored or form, True
        self.title.setText(form.title)
        self.title.setCursorPosition(0)
        self.classification.choose(form.classification.value)
        self.status.choose(form.status.value)
        self.reason.choose(form.pause_reason.value)
        for named, words in (
            (self.team, form.team),
            (self.system, form.system),
            (self.system_error, form.system_error),
        ):
            named.setEditText(words)
            if (edit := named.lineEdit()) is not None:
                edit.setCursorPosition(0)  # long names are read from their beginning
        self.release.choose(form.release_related.value)
        self.opened.fill(form.opened_at, zone, now)
        self.resolved.fill(form.resolved_at, zone, now)
        self._filling = False
        self._show_what_fits()

    def form(self) -> IncidentForm:
        """What the fields say. Raises Refused for a time that never was in the zone."""
        status = Status(self.status.currentData())
        waits, ended = status is Status.PAUSED, self._resolves(status)
        return IncidentForm(
            title=self.title.text(),
            classification=Classification(self.classification.currentData()),
            status=status,
            pause_reason=PauseReason(self.reason.currentData()) if waits else PauseReason.NONE,
            team=self.team.currentText().strip(),
            system=self.system.currentText().strip(),
            system_error=self.system_error.currentText().strip(),
            release_related=ReleaseRelated(self.release.currentData()),
            opened_at=self.opened.value(),
            resolved_at=self.resolved.value() if ended else None,
        )

    def draft(self) -> IncidentForm:
        """What was typed, for keeping; a time that cannot be is left as it was."""
        try:
            return self.form()
        except Refused:
            self.opened.forget()
            self.resolved.forget()
            return self.form()

    def unfold(self, unfolded: bool) -> None:
        """Whether everything can be said, or only what nearly every incident needs."""
        self._unfolded = unfolded
        self.more.setText(_("Fewer fields") if unfolded else _("More fields"))
        self.more.set_icon("chevron-down" if unfolded else "chevron-right")
        self._show_what_fits()

    @property
    def is_edited(self) -> bool:
        """Whether the fields differ from what they were filled with."""
        return self.draft() != self._filled

    @staticmethod
    def _resolves(status: Status) -> bool:
        return status.ended and status is not Status.CANCELLED

    def _show_what_fits(self) -> None:
        status = Status(self.status.currentData())
        rarer: Sequence[QWidget] = (self.system, self.status, self.release, self.opened)
        for field in rarer:
            self._form.setRowVisible(field, self._unfolded)
        self._form.setRowVisible(self.reason, self._unfolded and status is Status.PAUSED)
        self._form.setRowVisible(self.resolved, self._unfolded and self._resolves(status))

    def _fold(self) -> None:
        self.unfold(not self._unfolded)
        self.folded.emit(not self._unfolded)

    def _on_edit(self, _value: object) -> None:
        if not self._filling:
            self.edited.emit()
