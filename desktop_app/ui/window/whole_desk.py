"""The whole workspace as a folder of files, and a new workspace from such a folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QObject
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.file_names import file_name
from desktop_app.domain.language import _
from desktop_app.domain.workspaces import SUFFIX, FolderKind
from desktop_app.services.changes import Progress

if TYPE_CHECKING:
    from desktop_app.ui.window.window import MainWindow

FolderChooser = Callable[[QWidget, str, str], str]
Chooser = Callable[[QWidget, str, str, str], tuple[str, str]]


class WholeDesk(QObject):
    """Asks where, works in the background, and says what came of it; the choosers can be put in place of."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.ask_kind = QInputDialog.getItem
        self.ask_folder: FolderChooser = QFileDialog.getExistingDirectory
        self.ask_save: Chooser = QFileDialog.getSaveFileName

    def export(self) -> None:
        """Ask for the kind and a place, and write the workspace into a new folder there."""
        title, labels = _("Export the whole workspace"), {kind.label: kind for kind in FolderKind}
        chosen, taken = self.ask_kind(self._window, title, _("Format"), list(labels), 0, False)
        if not taken:
            return
        place = self.ask_folder(self._window, _("Where to put the folder"), str(self._beside()))
        if place:
            self._write(_free(Path(place), self._name()), labels[chosen])

    def begin_from(self) -> None:
        """Ask for an exported folder and for the name of the workspace to be made of it; it is opened then."""
        folder = self.ask_folder(self._window, _("A folder with an exported workspace"), str(self._beside()))
        if not folder:
            return
        proposed = self._beside() / (file_name(Path(folder).name) + SUFFIX)
        kinds = _("Workspace") + f" (*{SUFFIX})"
        name = self.ask_save(self._window, _("New from an export"), str(proposed), kinds)[0]
        if name:
            path = Path(name if name.endswith(SUFFIX) else name + SUFFIX)
            self._window.operations.work(
                partial(_made_of, Path(folder), path),
                title=_("New from an export"),
                done=lambda sentence: self._made(path, sentence),
                failed=self._refused,
            )

    def _write(self, folder: Path, kind: FolderKind) -> None:
        whole = self._window.services.whole
        self._window.operations.work(
            lambda progress: whole.export_folder(folder, kind, progress),
            title=_("Export the whole workspace"),
            done=self._window.teller.tell,
            failed=self._refused,
        )

    def _made(self, path: Path, sentence: str) -> None:
        self._window.desk.open(path)
        self._window.teller.tell(sentence)

    def _refused(self, error: SecondWayError) -> None:
        self._window.teller.warn(error.sentence)

    def _name(self) -> str:
        last = self._window.memory.last()
        today = QDate.currentDate().toString("yyyy-MM-dd")
        return file_name(f"{last.stem if last else _('Workspace')} {today}")

    def _beside(self) -> Path:
        last = self._window.memory.last()
        return last.parent if last else Path.home()


def _made_of(folder: Path, path: Path, progress: Progress) -> str:
    from desktop_app.services.whole_workspace import import_folder  # heavy, and needed on the worker alone

    return import_folder(folder, path, progress)


def _free(place: Path, name: str) -> Path:
    """A name in a folder that nothing has yet."""
    names = chain([name], (f"{name} ({n})" for n in count(2)))
    return next(place / one for one in names if not (place / one).exists())
