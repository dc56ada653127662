"""The profiles behind their pane: read, named, removed, and carried as JSON, all in the background."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.import_profiles import ImportProfile
from desktop_app.domain.language import _
from desktop_app.services.changes import Changes, Progress, Topic
from desktop_app.services.imports import ImportService, PreparedImport
from desktop_app.ui.imports.profiles_pane import ProfilesBody
from desktop_app.ui.operations import Operations

Chooser = Callable[[QWidget, str, str, str], tuple[str, str]]
VIEW = ("import", "profiles")
LONGEST = 80  # characters of a profile's name in the name of its file
_UNFIT = '<>:"/\\|?*'


class ProfileWork(QObject):
    """Lives as long as the pane; ``prepared`` tells the file that is under way, or None."""

    def __init__(
        self,
        imports: ImportService,
        operations: Operations,
        pane: ProfilesBody,
        prepared: Callable[[], PreparedImport | None],
    ) -> None:
        super().__init__(pane)
        self.ask_save: Chooser = QFileDialog.getSaveFileName
        self.ask_open: Chooser = QFileDialog.getOpenFileName
        self._imports, self._operations, self._pane, self._prepared = imports, operations, pane, prepared
        pane.keep_wanted.connect(self._keep)
        pane.rename_wanted.connect(self._rename)
        pane.remove_wanted.connect(self._remove)
        pane.save_wanted.connect(self._save)
        pane.read_wanted.connect(self._read)
        pane.shown.connect(self.reload)
        operations.changed.connect(self._on_changed)

    def reload(self) -> None:
        """Ask again which profiles there are."""
        self._operations.query(VIEW, self._imports.profiles, self._show)

    def _show(self, profiles: tuple[ImportProfile, ...]) -> None:
        self._pane.show_profiles(profiles)

    def _keep(self, name: str) -> None:
        prepared = self._prepared()
        if prepared is not None:
            self._write(lambda: self._imports.keep_profile(prepared, name), _("The answers are kept."))

    def _rename(self, profile: int, name: str) -> None:
        self._write(lambda: self._imports.rename_profile(profile, name), _("The profile has its new name."))

    def _remove(self, profile: int) -> None:
        self._write(lambda: self._imports.remove_profile(profile), _("The profile was removed; undo brings it back."))

    def _read(self) -> None:
        chosen, _kind = self.ask_open(self._pane, _("Read a profile"), "", _("Profile as JSON (*.json)"))
        if chosen:
            self._write(lambda: self._imports.read_profile(Path(chosen)), _("The profile was loaded."))

    def _save(self, profile: int, name: str) -> None:
        suggested = "".join("-" if sign in _UNFIT else sign for sign in name[:LONGEST]) + ".json"
        chosen, _kind = self.ask_save(self._pane, _("Save the profile"), suggested, _("Profile as JSON (*.json)"))
        if not chosen:
            return
        path = Path(chosen)

        def work(_progress: Progress) -> str:
            self._imports.export_profile(profile, path)
            return path.name

        title = _("Saving {name}").format(name=path.name)
        self._operations.work(work, title=title, done=self._on_saved, failed=self._on_failed)

    def _write(self, write: Callable[[], Changes], told: str) -> None:
        self._operations.execute(
            lambda _progress: write(),
            title=_("Keeping profiles"),
            done=partial(self._on_written, told),
            failed=self._on_failed,
        )

    def _on_written(self, told: str, _changes: Changes) -> None:
        self._pane.say(told)
        self.reload()

    def _on_saved(self, name: str) -> None:
        self._pane.say(_("Saved as {name}.").format(name=name))

    def _on_failed(self, error: SecondWayError) -> None:
        self._pane.say(error.sentence, warns=True)

    def _on_changed(self, changes: Changes) -> None:
        if Topic.SETTINGS in changes.topics and self._pane.isVisible():
            self.reload()
