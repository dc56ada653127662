"""The foot of the import page: what the next click means, how far a commit is, and the buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.words import import_label
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.painting import RING
from desktop_app.ui.widgets.progress import ProgressLine


class Footer(QWidget):
    """One set of buttons per state; ``show_review``, ``show_running`` and ``show_report`` go from one to the next."""

    commit_wanted = Signal()
    cancelled = Signal()
    stopped = Signal()
    back_wanted = Signal()
    targets_wanted = Signal()
    incidents_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self._note = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self._line = ProgressLine()
        self.stop = Button(_("&Stop"), icon="x", tip=_("Stop the import; nothing is stored"))
        self.cancel = Button(_("Cancel"), tip=_("Leave the file; nothing is stored"))
        self.back = Button(_("&Back"), icon="arrow-left", tip=_("Back to the choice of a file; nothing is stored"))
        self.commit = Button("", look=Look.PRIMARY)
        self.undo = Button(_("&Undo import"), icon="undo-2", tip=_("Take back all that this import stored"))
        self.incidents = Button(_("Show the in&cidents"), icon="inbox", tip=_("Open the list of incidents"))
        self.targets = Button(
            _("See the &Targets page"),
            icon="target",
            look=Look.PRIMARY,
            tip=_("See the repair times against the shared goal"),
        )
        self.commit.setAutoDefault(True)
        self.commit.setDefault(True)
        self._buttons = {
            self.stop: self.stopped,
            self.cancel: self.cancelled,
            self.back: self.back_wanted,
            self.commit: self.commit_wanted,
            self.undo: self.undo_wanted,
            self.incidents: self.incidents_wanted,
            self.targets: self.targets_wanted,
        }
        for button, signal in self._buttons.items():
            button.clicked.connect(signal)
        inner = row((self._note, 1), 12, self._line, 8, *self._buttons, spacing=0)
        inner.setContentsMargins(px(32), px(8), px(32) - RING, px(8))
        self.setLayout(column(Rule(), (inner, 1)))
        self.setFixedHeight(px(64) + 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_review(self, incidents: int, refusal: str) -> None:
        """The dry run is on the page; ``refusal`` says why it cannot be stored yet, empty when it can."""
        self._only(self.cancel, self.back, self.commit)
        self._note.setText(_("One step: undo takes all of it back at any time."))
        self.commit.setText(import_label(incidents))
        self.commit.updateGeometry()
        self.commit.setEnabled(not refusal)
        tip = refusal or _("Store what the dry run shows, as one step")
        self.commit.setToolTip(tip)
        self.commit.setStatusTip(tip)
        self.commit.setAccessibleDescription(refusal)

    def show_running(self, words: str, *, cancel: bool = True) -> None:
        self._only(self.stop, self._line)
        self.stop.setEnabled(cancel)
        self.report(words, None)

    def report(self, words: str, share: float | None) -> None:
        self._note.setText(words)
        self._line.set_share(share)
        self._line.setAccessibleName(words)

    def show_report(self) -> None:
        self._only(self.undo, self.incidents, self.targets)
        self._note.setText(_("One step: undo takes all of it back at any time."))

    def focus_primary(self) -> None:
        """The next step under Enter; where it is not open, the way back."""
        wanted = (
            self.targets if not self.targets.isHidden() else self.commit if self.commit.isEnabled() else self.cancel
        )
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _only(self, *shown: QWidget) -> None:
        for widget in (*self._buttons, self._line):
            widget.setVisible(widget in shown)
