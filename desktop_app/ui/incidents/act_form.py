"""The small form of an act: what has to be said before it is done, for one incident or for many."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from desktop_app.domain.incidents import Fix, PauseReason, ReleaseRelated
from desktop_app.domain.language import _
from desktop_app.domain.lives import Act
from desktop_app.services.incidents import Choices
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.incidents import act_orders as orders
from desktop_app.ui.incidents.act_orders import Order
from desktop_app.ui.incidents.moment import MomentField
from desktop_app.ui.incidents.other_incident import OtherIncident
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.fields import Combo, TextArea
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import column
from desktop_app.ui.widgets.radio import RadioLine

Field = TypeVar("Field", bound=QWidget)

LINES = 76  # height of a field for a few lines
_REASONS = tuple(r for r in PauseReason if r is not PauseReason.NONE)


class SmallForm(QWidget):
    """Fields under each other; ``order`` gives what they say. What is typed stays until it is stored."""

    edited = Signal()

    def __init__(self, store_words: str) -> None:
        super().__init__()
        self.store_words = store_words
        self.is_edited = False
        self._column = column(spacing=0)
        self.setLayout(self._column)
        self._first: QWidget | None = None

    def order(self) -> Order:
        """Raises Refused when something is missing that can be told here already."""
        raise NotImplementedError

    def add(self, caption: str, field: QWidget) -> None:
        """A caption above its field; its ampersand makes the mnemonic."""
        label = Label(caption, TextStyle.BODY, "text2")
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(caption.replace("&", ""))
        if self._column.count():
            self._column.addSpacing(theme().px(10))
        self._column.addWidget(label)
        self._column.addSpacing(theme().px(4))
        self._column.addWidget(field)
        self._first = self._first or field

    def texts(self) -> dict[str, str]:
        """What was typed, field by field, for keeping over a restart."""
        return {}

    def put(self, texts: Mapping[str, str]) -> None:
        """Bring back what was kept; nothing that was typed meanwhile is replaced."""

    def take_focus(self) -> None:
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _touch(self, *_value: object) -> None:
        self.is_edited = True
        self.edited.emit()


class ActForm(SmallForm):
    """The form of one act; ``at`` is there for acts that have a time, and means now until somebody touches it."""

    def __init__(self, act: Act, zone: tzinfo, now: datetime) -> None:
        super().__init__(_store_words(act))
        self.act = act
        self.at = MomentField()
        self.comment = self._area(_("Optional"))
        self._make: Callable[[], Order] = _FIELDS[act](self)
        if act not in (Act.COMMENT, Act.MERGE, Act.RELEASE):
            self.at.fill(None, zone, now)
            self.at.edited.connect(self._touch)
            self.add(_("&When"), self.at)

    def order(self) -> Order:
        return self._make()

    def texts(self) -> dict[str, str]:
        lines = {name: field.currentText() for name, field in self._named(Combo) if field.isEditable()}
        return lines | {name: field.toPlainText() for name, field in self._named(TextArea)}

    def put(self, texts: Mapping[str, str]) -> None:
        if self.is_edited:
            return
        for name, area in self._named(TextArea):
            area.setPlainText(str(texts.get(name, "")))
            area.moveCursor(QTextCursor.MoveOperation.End)
        for name, line in self._named(Combo):
            if line.isEditable():
                line.setEditText(str(texts.get(name, "")))

    def _named(self, kind: type[Field]) -> list[tuple[str, Field]]:
        return [(name, field) for name, field in vars(self).items() if isinstance(field, kind)]

    def set_choices(self, choices: Choices) -> None:
        """Names of teams for completion; what was typed stays, and is no edit."""
        before, typed = self.is_edited, self.team.currentText()
        self.team.clear()
        self.team.addItems(choices.teams)
        self.team.setEditText(typed)
        self.is_edited = before

    # -- the fields of each act

    def hand_over(self) -> Callable[[], Order]:
        self.team = Combo(editable=True)
        self.team.setEditText("")
        self.team.editTextChanged.connect(self._touch)
        self.add(_("&Team"), self.team)
        self.add(_("&Comment"), self.comment)

        def order() -> Order:
            team = self._meant(self.team.currentText().strip())
            return partial(orders.hand_over, team, self.at.value(), self.comment.toPlainText())

        return order

    def _meant(self, typed: str) -> str:
        """The one team whose name begins with what was typed; the words themselves when none or several do."""
        names = [self.team.itemText(i) for i in range(self.team.count())]
        begun = [name for name in names if name.casefold().startswith(typed.casefold())]
        return begun[0] if typed and len(begun) == 1 else typed

    def pause(self) -> Callable[[], Order]:
        labels = [(_("Something else") if r is PauseReason.OTHER else r.label, r.value) for r in _REASONS]
        self.reason = Combo(labels)
        self.reason.setCurrentIndex(-1)
        self.reason.setPlaceholderText(_("Choose what it waits for"))
        self.reason.currentIndexChanged.connect(self._touch)
        self.add(_("What does it wait &for?"), self.reason)
        self.add(_("&Comment"), self.comment)

        def order() -> Order:
            reason = PauseReason(self.reason.currentData() or PauseReason.NONE)
            return partial(orders.pause, reason, self.at.value(), self.comment.toPlainText())

        return order

    def restore(self) -> Callable[[], Order]:
        self.workaround = self._area(_("What makes it work for now"))
        self.add(_("Work&around"), self.workaround)
        return lambda: partial(orders.restore, self.workaround.toPlainText(), self.at.value())

    def resolve(self) -> Callable[[], Order]:
        fixes = (Fix.UNKNOWN, Fix.PERMANENT, Fix.WORKAROUND)  # Down once: the one to wish for
        self.fix = self._choices(fixes, Fix.UNKNOWN)
        self.add(_("How was it resolved?"), self.fix)
        self.note = self._area(_("What was done, for whoever meets it again"))
        self.add(_("&Note"), self.note)
        return lambda: partial(orders.resolve, Fix(self.fix.value), self.note.toPlainText(), self.at.value())

    def reopen(self) -> Callable[[], Order]:
        self.add(_("Why? &Comment"), self.comment)
        return lambda: partial(orders.reopen, self.at.value(), self.comment.toPlainText())

    def merge(self) -> Callable[[], Order]:
        self.into = OtherIncident()
        self.into.textChanged.connect(self._touch)
        self.add(_("Which incident does it &repeat?"), self.into)
        return lambda: partial(orders.merge, self.into.text().strip())

    def comment_on(self) -> Callable[[], Order]:
        self.comment.setPlaceholderText("")
        self.add(_("&Comment"), self.comment)
        return lambda: partial(orders.comment, self.comment.toPlainText())

    def release(self) -> Callable[[], Order]:
        kinds = (ReleaseRelated.YES, ReleaseRelated.NO, ReleaseRelated.UNKNOWN)
        self.related = self._choices(kinds, ReleaseRelated.YES)
        self.add(_("Did a release bring it?"), self.related)
        return lambda: partial(orders.release, ReleaseRelated(self.related.value))

    def _area(self, placeholder: str) -> TextArea:
        made = TextArea(placeholder)
        made.setAccessibleName("")
        made.setFixedHeight(theme().px(LINES))
        made.textChanged.connect(self._touch)
        return made

    def _choices(self, values: Sequence[Fix | ReleaseRelated], chosen: Fix | ReleaseRelated) -> _Choices:
        made = _Choices(values, chosen)
        made.chosen.connect(self._touch)
        return made


class _Choices(QWidget):
    """A few values that have labels, one of them chosen."""

    chosen = Signal()

    def __init__(self, values: Sequence[Fix | ReleaseRelated], chosen: Fix | ReleaseRelated) -> None:
        super().__init__()
        self._lines = [(RadioLine(value.label), value) for value in values]
        for line, value in self._lines:
            line.setChecked(value is chosen)
            line.toggled.connect(lambda on: self.chosen.emit() if on else None)
            if value is chosen:
                self.setFocusProxy(line)
        self.setLayout(column(*(line for line, _value in self._lines)))

    @property
    def value(self) -> Fix | ReleaseRelated:
        return next(value for line, value in self._lines if line.isChecked())

    def choose(self, wanted: Fix | ReleaseRelated) -> None:
        for line, value in self._lines:
            line.setChecked(value is wanted)
            if value is wanted:
                self.setFocusProxy(line)


class CommentForm(SmallForm):
    """One's own comment, to be put into other words."""

    def __init__(self, comment_id: int, body: str) -> None:
        super().__init__(_("Store comment"))
        self._id = comment_id
        self.body = TextArea()
        self.body.setFixedHeight(theme().px(2 * LINES))
        self.body.setPlainText(body)
        self.body.textChanged.connect(self._touch)
        self.add(_("&Comment"), self.body)

    def order(self) -> Order:
        return partial(orders.change_comment, self._id, self.body.toPlainText())


_FIELDS: dict[Act, Callable[[ActForm], Callable[[], Order]]] = {
    Act.HAND_OVER: ActForm.hand_over,
    Act.PAUSE: ActForm.pause,
    Act.RESTORE: ActForm.restore,
    Act.RESOLVE: ActForm.resolve,
    Act.REOPEN: ActForm.reopen,
    Act.MERGE: ActForm.merge,
    Act.COMMENT: ActForm.comment_on,
    Act.RELEASE: ActForm.release,
}


def _store_words(act: Act) -> str:
    return {Act.COMMENT: _("Store comment"), Act.RELEASE: _("Set")}.get(act, act.label)
