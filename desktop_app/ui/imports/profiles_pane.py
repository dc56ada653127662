"""Profiles: answers that are kept for files with the same header, with their names, and as JSON out and in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.import_profiles import ImportProfile
from desktop_app.domain.imports import ImportReview
from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.choice_lines import Line
from desktop_app.ui.imports.choice_table import ChoiceTable
from desktop_app.ui.imports.edges import inset
from desktop_app.ui.imports.plain_text import brief
from desktop_app.ui.imports.words import SHORT
from desktop_app.ui.widgets.buttons import Button, Link
from desktop_app.ui.widgets.fields import LineEdit
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import HANG, boxed, column, row
from desktop_app.ui.widgets.painting import RING

RENAME, SAVE, REMOVE = "rename", "save", "remove"


class ProfilesBody(QWidget):
    """It tells what is wanted, and says by ``say`` what became of it."""

    keep_wanted = Signal(str)  # name
    rename_wanted = Signal(int, str)  # id, name
    remove_wanted = Signal(int)
    save_wanted = Signal(int, str)  # id, name
    read_wanted = Signal()
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profiles: tuple[ImportProfile, ...] = ()
        self._file, self._taken, self._renamed = "", "", 0
        self._this = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self.name = LineEdit(_("Name, such as “ServiceNow monthly”"), accessible_name=_("Name of the profile"))
        self.keep = Button(_("Keep now"), tip=_("Keep the answers of this file under this name"))
        self.table = ChoiceTable(
            (_("Profile"), "", ""), (), note_width=8, choice_width=112, accessible_name=_("Profiles")
        )
        self.new_name = LineEdit(accessible_name=_("New name"))
        self.rename = Button(_("Rename"), tip=_("Give the profile this name"))
        self._renaming = boxed(row((self.new_name, 1), 4, self.rename, spacing=0))
        self.said = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self.read = Link(_("Read from JSON…"), style=TextStyle.CAPTION_MEDIUM, tip=_("Load a profile from a file"))
        self._lay()
        self._listen()

    def show_review(self, review: ImportReview) -> None:
        self._taken = review.profile
        kept = _("After the import they are kept under the name of the tool. Another name can be given at any time.")
        taken = _("The answers of the profile “{name}” were used for this file.")
        self._this.setText(taken.format(name=brief(review.profile, SHORT)) if review.profile else kept)
        if review.file_name != self._file or not self.name.isModified():
            self._file = review.file_name
            self.name.setText(review.profile or review.tool)
        self._show()

    def show_profiles(self, profiles: Sequence[ImportProfile]) -> None:
        self._profiles = tuple(profiles)
        self._end_renaming()
        self._show()

    def say(self, sentence: str, *, warns: bool = False) -> None:
        self.said.set_tone("warntext" if warns else "text2")
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def _lay(self) -> None:
        self._renaming.hide()
        self.said.hide()
        this = column(self._this, 8, row((self.name, 1), 4, self.keep, spacing=0))
        this.setContentsMargins(HANG, 0, HANG - RING, 0)
        naming = row((self._renaming, 1))
        naming.setContentsMargins(HANG, 0, HANG - RING, 0)
        foot = row(self.read, None)
        lines = column((self.table, 1), 6, naming, 4, inset(self.said), 4, inset(foot))
        lines.addStretch(0)  # holds the rest while there is no table
        self.setLayout(column(this, 14, (lines, 1)))
        self.table.hide()
        self.setFocusProxy(self.name)

    def _listen(self) -> None:
        self.keep.clicked.connect(self._on_keep)
        self.name.returnPressed.connect(self._on_keep)
        self.rename.clicked.connect(self._on_rename)
        self.new_name.returnPressed.connect(self._on_rename)
        self.table.taken.connect(self._on_taken)
        self.read.clicked.connect(self._on_read)

    def _show(self) -> None:
        self.table.show_lines(tuple(self._line(profile) for profile in self._profiles))
        self.table.setVisible(bool(self._profiles))

    def _line(self, profile: ImportProfile) -> Line:
        under = _("{tool}, used for this file").format(tool=profile.tool)
        return Line(
            profile.name,
            "",
            None,
            _("Change"),
            under=under if profile.name == self._taken else profile.tool,
            more=((_("Rename"), RENAME), (_("Save as JSON…"), SAVE), (_("Remove"), REMOVE)),
        )

    def _on_keep(self) -> None:
        self.name.setModified(False)
        self.keep_wanted.emit(self.name.text())

    def _on_taken(self, name: str, wanted: str) -> None:
        profile = next(each for each in self._profiles if each.name == name)
        if wanted == RENAME:
            self._renamed = profile.id
            self.new_name.setText(name)
            self._renaming.show()
            self.new_name.setFocus(Qt.FocusReason.TabFocusReason)
            self.new_name.selectAll()
        elif wanted == SAVE:
            self.save_wanted.emit(profile.id, name)
        else:
            self.remove_wanted.emit(profile.id)

    def _on_rename(self) -> None:
        self.rename_wanted.emit(self._renamed, self.new_name.text())

    def _on_read(self) -> None:
        self.read_wanted.emit()

    def _end_renaming(self) -> None:
        if not self._renaming.isHidden():
            self._renaming.hide()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
