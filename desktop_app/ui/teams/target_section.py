"""The targets' half of the page: the sets as tabs, the chosen one in place, what held before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.domain.classifications import Classification
from desktop_app.domain.language import _
from desktop_app.domain.targets import TargetSet, TargetSetKind
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.teams.agreed_row import AgreedRow
from desktop_app.ui.teams.target_history import TargetHistory
from desktop_app.ui.teams.target_row import TargetRow, Wanted
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.headers import SectionHeader
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import HANG, column, row
from desktop_app.ui.widgets.messages import MessageBar, Severity
from desktop_app.ui.widgets.name_form import NameForm
from desktop_app.ui.widgets.page_body import PageBody
from desktop_app.ui.widgets.tabs import Tabs


class TargetSection(QWidget):
    """Tells what is asked for by signals; the page stores it and shows the sets again."""

    wanted = Signal(object)  # target_row.Wanted
    set_added = Signal(str, int)  # its name, the id of the set it is copied from
    set_renamed = Signal(int, str)
    set_removed = Signal(object)  # TargetSet
    share_set = Signal(object, float)  # TargetSet, from 0 to 1
    shared_chosen = Signal(object)  # TargetSet
    hours_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sets: tuple[TargetSet, ...] = ()
        self._shown: TargetSet | None = None
        self._awaited = ""  # the name of a set that was just added and is to be shown
        self.tabs = Tabs(accessible_name=_("Target sets"))
        self.rows = {c: TargetRow(c, self) for c in Classification}
        self.agreed, self.history = AgreedRow(), TargetHistory()
        self.message = MessageBar()
        self.form = NameForm(_("Name of the target set"))
        self.add = Link(_("Add target set"), icon="plus", tip=_("A new set with a copy of the shown targets"))
        self.rename = Link(_("Rename"), tip=_("Give the shown target set another name"))
        self.remove = Link(_("Remove"), tip=_("Remove the shown target set; undo brings it back"))
        self.share = Link(
            _("Make this the shared goal"), tip=_("All teams answer for these targets together from now on")
        )
        self.hours = Link(_("Support hours…"), style=TextStyle.CAPTION_MEDIUM)
        self.hours.setStatusTip(_("Show the page on which working hours and holidays are set"))
        self._reason = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self._earlier = Label(_("Earlier targets"), TextStyle.CAPTION_MEDIUM, "text2")
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        explained = Label(_explained(), TextStyle.CAPTION, "text2", wrap=True)
        foot = column(row(self.rename, self.remove, self.share, None, spacing=16), self._reason, spacing=2)
        working = Label(_("Working hours and days run in the support hours."), TextStyle.CAPTION, "text2", wrap=True)
        hours = row((working, 1), self.hours, spacing=16)
        held = column(self._earlier, self.history, spacing=4)
        form = row((self.form, 1))
        form.setContentsMargins(HANG, 0, HANG - self.form.overhang[1], 0)
        inner = PageBody.inset(column(self.message, self._grid(), hours, self.agreed, held, foot, spacing=12), top=8)
        above = PageBody.inset(column(SectionHeader(_("Target sets"), tools=(self.add,)), 2, explained))
        self.setLayout(column(above, 8, self.tabs, form, inner, None))

    def _grid(self) -> QGridLayout:
        look, grid = theme(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        heads = (_("Classification"), _("Target"), "", _("Valid from"))
        for at, words in enumerate(heads):
            grid.addWidget(Label(words, TextStyle.CAPTION_MEDIUM, "text2"), 0, at)
        grid.setRowMinimumHeight(0, look.px(32))
        grid.addWidget(Rule(tone="line2"), 1, 0, 1, 4)
        for order, each in enumerate(self.rows.values()):
            at = 2 + 3 * order
            each.value.setFixedWidth(each.value.sizeHint().width())
            each.unit.setFixedWidth(each.unit.sizeHint().width() - look.px(8))
            for place, widget in enumerate((each.name, each.value, each.unit, each.day)):
                grid.addWidget(widget, at, place, Qt.AlignmentFlag.AlignVCenter)
            grid.setRowMinimumHeight(at, look.px(42))
            grid.addWidget(each.pending, at + 1, 0, 1, 4)
            grid.addWidget(Rule(), at + 2, 0, 1, 4)
        return grid

    def _listen(self) -> None:
        for each in self.rows.values():
            each.wanted.connect(self._on_wanted)
        self.tabs.currentChanged.connect(self._on_tab)
        self.agreed.wanted.connect(self.share_set)
        self.history.removed.connect(self._on_removed)
        self.share.clicked.connect(lambda: self.shared_chosen.emit(self._shown))
        self.hours.clicked.connect(self.hours_wanted)
        self.add.clicked.connect(self._ask_new)
        self.rename.clicked.connect(self._ask_name)
        self.remove.clicked.connect(lambda: self.set_removed.emit(self._shown))

    @property
    def shown(self) -> TargetSet | None:
        return self._shown

    def show_sets(self, sets: Sequence[TargetSet]) -> None:
        """Other sets or other targets; the set that was shown still is, or the one just added."""
        held = self._shown.id if self._shown else None
        self._sets = tuple(sets)
        added = [at for at, each in enumerate(self._sets) if self._awaited and each.name == self._awaited]
        kept = [at for at, each in enumerate(self._sets) if each.id == held]
        blocker = QSignalBlocker(self.tabs)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for each in self._sets:
            self.tabs.addTab(each.name.replace("&", "&&"))
        at = (added or kept or [0])[0]
        self.tabs.setCurrentIndex(at)
        blocker.unblock()
        self.tabs.updateGeometry()
        self._awaited = "" if added else self._awaited
        self._show(at)

    def commit_pending(self) -> None:
        """Tell what is being typed, as if its row had been left."""
        for each in self.rows.values():
            each.commit()
        self.agreed.commit()

    def refuse(self, sentence: str) -> None:
        """Say why something cannot be taken."""
        self._awaited = ""
        self.message.say(sentence, Severity.WARNING)

    def calm(self) -> None:
        """What was asked for is stored: close the form and the message."""
        self.form.hide()
        self.message.dismiss()

    def _on_tab(self, at: int) -> None:
        self.message.dismiss()
        for each in self.rows.values():
            each.commit()
            if each.is_pending:
                self.refuse(each.note.text())  # the row shows another set next: the reason must not go with it
        self.agreed.commit()
        if self.agreed.reason:
            self.refuse(self.agreed.reason)
        self.form.hide()
        self._show(at)

    def _show(self, at: int) -> None:
        if not 0 <= at < len(self._sets):
            return
        self._shown = shown = self._sets[at]
        for each in self.rows.values():
            each.show_set(shown)
        self.agreed.show_set(shown)
        self.history.show_set(shown)
        self._earlier.setVisible(not self.history.isHidden())
        shared = shown.kind is TargetSetKind.SHARED
        self.remove.setEnabled(not shared)
        self.share.setEnabled(not shared)
        self._reason.setText(_("The shared goal cannot be removed.") if shared else "")
        self.remove.setAccessibleDescription(self._reason.text())

    def _on_wanted(self, wanted: Wanted) -> None:
        self.message.dismiss()
        self.wanted.emit(wanted)

    def _on_removed(self, target: object) -> None:
        if self._shown is not None:
            self.wanted.emit(Wanted(self._shown, remove=target))  # type: ignore[arg-type]

    def _ask_new(self) -> None:
        shown = self._shown
        if shown is not None:
            caption = _("New target set, with the targets of {name}").format(name=shown.name)
            self.form.ask(caption, "", _("Add"), lambda name: self._give_new(name, shown.id))

    def _give_new(self, name: str, copied_from: int) -> None:
        self._awaited = name.strip()
        self.set_added.emit(name, copied_from)

    def _ask_name(self) -> None:
        shown = self._shown
        if shown is not None:
            caption = _("Another name for {name}").format(name=shown.name)
            self.form.ask(caption, shown.name, _("Rename"), lambda name: self.set_renamed.emit(shown.id, name))


def _explained() -> str:
    return _(
        "The shared goal is what all teams answer for together; Ops targets and Dev targets are what each side aimed "
        "at before it; sets of your own are there to compare."
    )
