"""The fields of many incidents at once: what they have in common, "(mixed)" where they differ, and what was touched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.classifications import Classification
from desktop_app.domain.filter_words import nobody
from desktop_app.domain.incidents import Fix, ReleaseRelated, Status
from desktop_app.domain.language import _
from desktop_app.services.incident_edits import MIXED, BulkEdit, BulkForm
from desktop_app.services.incidents import Choices
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.fields import Combo, LineEdit
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import column, row


def mixed_words() -> str:
    return _("(mixed)")


class _StillCombo(Combo):
    """The wheel scrolls the pane and never changes hundreds of incidents by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class BulkField(QWidget):
    """Caption above its input; once touched the caption is dark and a link beside it leaves the field as it is."""

    edited = Signal()

    def __init__(self, caption: str, key: str, editor: QWidget) -> None:
        super().__init__()
        self.key, self.editor = key, editor
        self.common: object = MIXED
        self._filling = False
        self._caption = Label(caption, TextStyle.BODY, "text2")
        self._caption.setBuddy(editor)
        editor.setAccessibleName(caption.replace("&", ""))
        self.leave = Link(_("Leave as it is"), style=TextStyle.CAPTION_MEDIUM)
        self.leave.setAccessibleDescription(caption.replace("&", ""))
        self.leave.clicked.connect(self._take_back)
        policy = self.leave.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.leave.setSizePolicy(policy)
        self.setLayout(column(row(self._caption, None, self.leave, spacing=8), 2, editor, 10))
        self.leave.hide()

    @property
    def value(self) -> object:
        """What shall be in all of them; None when the field was not touched."""
        read = self.read()
        return None if read is None or read == self.common else read

    def fill(self, common: object, *, keep: bool) -> None:
        """Show what the incidents have in common; ``keep`` leaves a value that was typed."""
        typed = self.value if keep else None
        self.common = common
        self.put(common if typed is None else typed)

    def put(self, value: object) -> None:
        """Show a value, or that they differ."""
        self._filling = True
        self.show_value(value)
        self._filling = False
        self._on_edit()

    def show_value(self, value: object) -> None:
        raise NotImplementedError

    def read(self) -> object:
        """What the input says; None when it says nothing about mixed incidents."""
        raise NotImplementedError

    def _take_back(self) -> None:
        self.put(self.common)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edit(self, *_value: object) -> None:
        if self._filling:
            return
        touched = self.value is not None
        self._caption.set_tone("text" if touched else "text2")
        self.leave.setVisible(touched)
        self.edited.emit()


class _TextField(BulkField):
    def __init__(self, caption: str, key: str) -> None:
        self.line = LineEdit()
        super().__init__(caption, key, self.line)
        self.line.textChanged.connect(self._on_edit)

    def show_value(self, value: object) -> None:
        self.line.setText("" if value is MIXED else str(value))
        self.line.setCursorPosition(0)
        self.line.setPlaceholderText(mixed_words() if self.common is MIXED else "")

    def read(self) -> object:
        words = self.line.text().strip()
        return None if not words and self.common is MIXED else words


class _ChoiceField(BulkField):
    """What all have in common may be none of the choices: it is shown, and nobody can choose it."""

    def __init__(
        self, caption: str, key: str, choices: Sequence[Classification | ReleaseRelated | Fix | Status]
    ) -> None:
        self.combo = _StillCombo([(each.label, each.value) for each in choices])
        self._kind = type(choices[0])
        super().__init__(caption, key, self.combo)
        self.combo.currentIndexChanged.connect(self._on_edit)

    def show_value(self, value: object) -> None:
        place = self.combo.findData(value.value) if isinstance(value, self._kind) else -1
        self.combo.setPlaceholderText(value.label if isinstance(value, self._kind) else mixed_words())
        self.combo.setCurrentIndex(place)

    def read(self) -> object:
        return None if self.combo.currentIndex() < 0 else self._kind(self.combo.currentData())


class _NameField(BulkField):
    """A name that is known or new. The last choice takes the name away, also where the names differ."""

    def __init__(self, caption: str, key: str) -> None:
        self.combo = _StillCombo(editable=True)
        self._nothing = nobody(key)
        super().__init__(caption, key, self.combo)
        self.combo.editTextChanged.connect(self._on_edit)

    def offer(self, names: Sequence[str]) -> None:
        """Names to choose from; what stands in the field stays."""
        self._filling, typed = True, self.combo.currentText()
        self.combo.clear()
        self.combo.addItems([*names, self._nothing])
        self.combo.setCurrentIndex(-1)
        self.combo.setEditText(typed)
        self._filling = False

    def show_value(self, value: object) -> None:
        self.combo.setCurrentIndex(-1)
        self.combo.setEditText(self._nothing if value == "" and self.common != "" else _shown(value))
        edit = self.combo.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(mixed_words() if self.common is MIXED else self._nothing)
            edit.setCursorPosition(0)

    def read(self) -> object:
        words = self.combo.currentText().strip()
        if words == self._nothing:
            return ""
        return None if not words and self.common is MIXED else words


def _shown(value: object) -> str:
    return "" if value is MIXED else str(value)


class BulkFields(QWidget):
    """``edited`` when anything changes."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = _TextField(_("&Title"), "title")
        self.classification = _ChoiceField(_("&Classification"), "classification", list(Classification))
        statuses = [each for each in Status if each is not Status.PAUSED]  # a pause needs its reason
        self.status = _ChoiceField(_("Stat&us"), "status", statuses)
        paused = _("Waiting needs a reason: close this pane and choose “Pause…” (P).")
        self.status.combo.setToolTip(paused)
        self.status.combo.setAccessibleDescription(paused)
        self.team = _NameField(_("Tea&m"), "team")
        self.system = _NameField(_("S&ystem"), "system")
        self.system_error = _NameField(_("System e&rror"), "system_error")
        self.release = _ChoiceField(_("Release-re&lated"), "release_related", list(ReleaseRelated))
        self.fix = _ChoiceField(_("&Fix"), "fix", list(Fix))
        self.all: tuple[BulkField, ...] = (
            self.classification, self.status, self.team, self.release, self.system, self.system_error, self.fix,
            self.title,
        )  # fmt: skip
        for field in self.all:
            field.edited.connect(self.edited)
        self.setLayout(column(*self.all))

    def offer(self, choices: Choices) -> None:
        for field, names in (
            (self.team, choices.teams), (self.system, choices.systems), (self.system_error, choices.system_errors),
        ):  # fmt: skip
            field.offer(names)

    def fill(self, form: BulkForm, *, keep: bool) -> None:
        """Show what the incidents have in common; ``keep`` leaves what was typed."""
        for field in self.all:
            field.fill(getattr(form, field.key), keep=keep)

    def put(self, edit: BulkEdit) -> None:
        """Touch the fields that an edit speaks of."""
        for field in self.all:
            value = getattr(edit, field.key)
            if value is not None:
                field.put(value)

    def edit(self) -> BulkEdit:
        """The touched fields; the others are None."""
        touched: dict[str, object] = {field.key: field.value for field in self.all}
        return BulkEdit(**touched)  # type: ignore[arg-type]

    def focus(self, key: str = "") -> None:
        """The cursor goes into the field of that key, else into the first."""
        field = next((each for each in self.all if each.key == key), self.all[0])
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
