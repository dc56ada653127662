"""Back up, check, restore and undo that, with what each of them came to in the page's bar."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import Damaged, SecondWayError
from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.backups import BackupLine, BackupService, Files, not_sound
from desktop_app.services.changes import Changes, Progress, Topic
from desktop_app.ui.files.words import recently
from desktop_app.ui.operations import Operations
from desktop_app.ui.widgets.messages import MessageBar, Severity

Checked = tuple[tuple[str, ...], dict[Path, str]]


class Handling(QObject):
    """``checked`` tells what a check said of each backup, ``rescue_wanted`` that the workspace itself is damaged."""

    checked = Signal(object)  # Mapping[Path, str]
    rescue_wanted = Signal()

    def __init__(self, backups: BackupService, operations: Operations, message: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._backups, self._operations, self._message = backups, operations, message
        self._offered = ""  # the sentence beside which “Undo restore” stands

    def write_backup(self) -> None:
        def write(progress: Progress) -> Path:
            return self._backups.backup(None, progress)

        self._operations.work(write, title=_("Back up"), done=self._on_written, failed=self._fail)

    def check_all(self) -> None:
        """Look for damage in the workspace and in every backup."""

        def look(progress: Progress) -> Checked:
            return self._backups.check(progress), self._backups.check_backups(progress)

        self._operations.work(look, title=_("Check workspace"), done=self._on_checked, failed=self._fail)

    def ask_restore(self, line: BackupLine) -> None:
        """Say what a restore means; it is done when that is confirmed in the same bar."""
        words = _(
            "Make everything as it was {time}? What is there now is backed up first, so that this can be undone."
        ).format(time=recently(line.at))
        self._message.say(words, action=_("Restore"), act=partial(self._restore, line.path))

    def say_standing(self, files: Files) -> None:
        """What holds as long as it holds: a restore that can be undone, or a place where locks may not hold."""
        if self._offered and files.restored is None and self._message.sentence == self._offered:
            self._message.dismiss()
        if self._message.sentence:
            return
        if files.restored is not None and not files.read_only:
            self._offer_undo(_("The workspace was restored from a backup; nothing was stored since."))
        elif files.warning:
            self._message.say(files.warning, Severity.WARNING)

    def _restore(self, path: Path) -> None:
        self._operations.execute(
            partial(self._backups.restore, path), title=_("Restore"), done=self._on_restored, failed=self._fail
        )

    def _undo_restore(self) -> None:
        self._operations.execute(
            self._backups.undo_restore, title=_("Undo restore"), done=self._on_restored, failed=self._fail
        )

    def _offer_undo(self, sentence: str) -> None:
        self._offered = sentence
        self._message.say(sentence, action=_("Undo restore"), act=self._undo_restore)

    def _on_written(self, path: Path) -> None:
        self._message.say(_("Backup written to {path}").format(path=path))
        self._operations.changed.emit(Changes(frozenset({Topic.BACKUPS})))

    def _on_checked(self, found: Checked) -> None:
        problems, checked = found
        self.checked.emit(checked)
        damaged = tuple(sentence for sentence in checked.values() if sentence)
        if problems:
            self._warn_of_damage(not_sound(problems))
        elif damaged:
            self._message.say(not_sound(damaged), Severity.WARNING)
        elif checked:
            text = ngettext(
                "The workspace is sound, and {n} backup is as it was written.",
                "The workspace is sound, and {n} backups are as they were written.",
                len(checked),
            )
            self._message.say(text.format(n=number(len(checked))))
        else:
            self._message.say(_("The workspace is sound."))

    def _on_restored(self, changes: Changes) -> None:
        self._offer_undo(changes.message)

    def _warn_of_damage(self, sentence: str) -> None:
        self._message.say(sentence, Severity.WARNING, action=_("Rescue"), act=self.rescue_wanted.emit)

    def _fail(self, error: SecondWayError) -> None:
        if isinstance(error, Damaged):
            self._warn_of_damage(error.sentence)
        else:
            self._message.say(error.sentence, Severity.WARNING)
