"""Two people changed one incident: what each of them says where they differ, and the form that holds both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.incidents import IncidentForm, status_label
from desktop_app.domain.language import _
from desktop_app.domain.stamps import stamp
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import clear, column
from desktop_app.ui.widgets.radio import RadioLine

# fields that only make sense together are chosen together
_PARTS: Final = {
    "title": ("title",),
    "classification": ("classification",),
    "status": ("status", "pause_reason", "resolved_at"),
    "team": ("team",),
    "system": ("system",),
    "system_error": ("system_error",),
    "release_related": ("release_related",),
    "opened_at": ("opened_at",),
}


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field that both changed, with both values in words."""

    field: str
    label: str
    yours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """``form`` holds yours where both changed a field, and theirs where only they did: those are named in ``taken``."""

    form: IncidentForm
    disputes: tuple[Dispute, ...]
    taken: tuple[str, ...]


def merged(base: IncidentForm, yours: IncidentForm, theirs: IncidentForm, zone: tzinfo) -> Merged:
    """Put two changes of one form together; nothing of either is lost without being named."""
    form, disputes, taken = yours, [], []
    for field, label in _labels().items():
        if _values(yours, field) == _values(theirs, field) or _values(theirs, field) == _values(base, field):
            continue
        if _values(yours, field) == _values(base, field):
            form = taking(form, theirs, field)
            taken.append(label)
        else:
            disputes.append(Dispute(field, label, _words(yours, field, zone), _words(theirs, field, zone)))
    return Merged(form, tuple(disputes), tuple(taken))


def taking(form: IncidentForm, other: IncidentForm, field: str) -> IncidentForm:
    """The form with one field as the other has it."""
    return replace(form, **{part: getattr(other, part) for part in _PARTS[field]})


def _values(form: IncidentForm, field: str) -> tuple[Any, ...]:
    return tuple(getattr(form, part) for part in _PARTS[field])


def _words(form: IncidentForm, field: str, zone: tzinfo) -> str:
    if field == "status":
        return status_label(form.status, form.pause_reason)
    value = getattr(form, field)
    if isinstance(value, datetime):
        return stamp(value.astimezone(zone))
    return str(getattr(value, "label", value)) or "–"


def _labels() -> dict[str, str]:
    return {
        "title": _("Title"),
        "classification": _("Classification"),
        "status": _("Status"),
        "team": _("Team"),
        "system": _("System"),
        "system_error": _("System error"),
        "release_related": _("Release-related"),
        "opened_at": _("Opened"),
    }


class ConflictView(QWidget):
    """Both values of each field in dispute; ``chosen`` carries the field and whether theirs is taken."""

    chosen = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column(spacing=8)
        self.setLayout(self._column)
        self.lines: dict[str, tuple[RadioLine, RadioLine]] = {}
        self.hide()

    def show_disputes(self, sentence: str, disputes: Sequence[Dispute]) -> None:
        """Yours is chosen until theirs is taken."""
        clear(self._column)
        self.lines = {}
        self._column.addWidget(Label(sentence, TextStyle.BODY, wrap=True))
        for dispute in disputes:
            self._column.addWidget(self._one(dispute))
        self._column.addWidget(Rule())
        self.show()

    def _one(self, dispute: Dispute) -> QWidget:
        made = QWidget()
        yours = RadioLine(_("Yours: {value}").format(value=dispute.yours))
        theirs = RadioLine(_("Theirs: {value}").format(value=dispute.theirs))
        yours.setChecked(True)
        theirs.toggled.connect(partial(self.chosen.emit, dispute.field))
        self.lines[dispute.field] = (yours, theirs)
        made.setLayout(column(Label(dispute.label, TextStyle.BODY_MEDIUM), yours, theirs))
        made.setAccessibleName(dispute.label)
        return made
