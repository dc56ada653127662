"""The tab What if: the same history under other targets."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.figures import Choice, Figure
from desktop_app.domain.language import _
from desktop_app.domain.targets import Target
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.targets.asking import Asking
from desktop_app.ui.targets.reading import Reading
from desktop_app.ui.targets.slot import FigureSlot
from desktop_app.ui.targets.tab import Shown, Tab
from desktop_app.ui.targets.trial_fields import TrialFields
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import HANG, column, row
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.name_form import NameForm
from desktop_app.ui.widgets.page_body import PageBody
from desktop_app.ui.widgets.painting import RING
from desktop_app.ui.widgets.segments import Segments


class TrialTab(Tab):
    """``save_wanted`` tells a name and the targets of a new target set."""

    save_wanted = Signal(str, object)  # name, tuple of Target

    def __init__(self, asking: Asking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading: Reading | None = None
        self._trial: tuple[Target, ...] = ()
        self.fields, self.message = TrialFields(), MessageBar()
        self.back = Button(_("Back to today's"), tip=_("Try the targets that hold today"))
        self.save = Button(_("Save as a target set…"), icon="target", tip=_("Keep these targets under a name"))
        self.form = NameForm(_("Name of the target set"))
        self.classifications = Segments(
            [(c.label, c) for c in Classification], accessible_name=_("Classification of the curve")
        )
        self.slot = FigureSlot("what_if", asking, tabled=True)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        lead = Label(
            _("Try other targets: the history is the same; which incidents fall due moves with the goal."),
            TextStyle.BODY,
            "text2",
            wrap=True,
        )
        top = row((lead, 1), 16, self.back, self.save, spacing=0)
        top.setContentsMargins(HANG, 0, HANG - RING, 0)  # the last button keeps room for its ring
        above = PageBody.inset(column(8, self.fields, 10, self.message))
        form = row((self.form, 1))
        form.setContentsMargins(HANG, 0, HANG - RING, 0)
        below = PageBody.inset(column(6, Rule(), 16, self.classifications), bottom=12)
        self.setLayout(column((PageBody(column(top, form, above, below, self.slot, None), top=10), 1)))
        self.back.setEnabled(False)

    def _listen(self) -> None:
        self._follow(self.slot)
        self.fields.tried.connect(self._try)
        self.fields.refused.connect(lambda sentence: self.message.say(sentence, Severity.WARNING))
        self.back.clicked.connect(self.fields.restore)
        self.save.clicked.connect(self._ask_name)
        self.classifications.chosen.connect(self._ask)
        self.slot.shown.connect(self._tell_classification)

    @property
    def main(self) -> Shown:
        return self.slot

    @property
    def trial(self) -> tuple[Target, ...]:
        """The targets that are tried, as far as they differ from today's."""
        return self._trial

    def parts(self) -> tuple[QWidget, ...]:
        return self.back, self.save, self.form, self.fields, self.message, self.classifications, self.slot

    def show_reading(self, reading: Reading) -> None:
        self._reading = reading
        self.fields.show_set(reading.chosen)
        self._try()

    def forget(self) -> None:
        self.slot.forget()

    def refuse(self, sentence: str) -> None:
        """Why the targets could not be kept; the name that was typed stays."""
        self.message.say(sentence, Severity.WARNING)

    def calm(self) -> None:
        """What was asked for is stored."""
        self.form.hide()
        self.message.dismiss()

    def _try(self) -> None:
        before = self._trial
        try:
            self._trial = self.fields.trial()
        except Refused as error:
            self.refuse(error.sentence)
            return
        changed = [target.classification for target in self._trial if target not in before]
        if len(changed) == 1:
            self.classifications.choose(changed[0])  # the curve of what is tried, with the tried goal in it
        self.message.dismiss()
        self.back.setEnabled(bool(self._trial))
        self._ask()

    def _ask(self, _chosen: object = None) -> None:
        chosen = self.classifications.value
        classification = chosen if isinstance(chosen, Classification) else None
        if self._reading is not None:
            self.slot.ask(self._reading.question, Choice(classification=classification, trial=self._trial))

    def _tell_classification(self, figure: Figure) -> None:
        """Which one the figure chose by itself."""
        if self.classifications.value is None:
            key = figure.values.get("classification")
            self.classifications.choose(next((c for c in Classification if c.key == key), None))

    def _ask_name(self) -> None:
        self.form.ask(_("A new target set with these targets"), "", _("Save"), self._save)

    def _save(self, name: str) -> None:
        try:
            targets = self.fields.targets()
        except Refused as error:
            self.refuse(error.sentence)
            return
        self.save_wanted.emit(name, targets)
