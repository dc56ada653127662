"""Workspaces and files at the window's desk: new, open, back up, check."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.errors import Damaged, Locked, SecondWayError
from desktop_app.domain.language import _
from desktop_app.domain.workspaces import SUFFIX
from desktop_app.services.changes import Changes, Progress, Topic
from desktop_app.ui.operations import Operations
from desktop_app.ui.window.memory import Memory
from desktop_app.ui.window.spans import DEMO, kept_as

if TYPE_CHECKING:
    from desktop_app.services.rescue import Rescued
    from desktop_app.services.suite import Services

Opener = Callable[[Path, bool], "Services"]
Chooser = Callable[[QWidget, str, str, str], tuple[str, str]]
FilesChooser = Callable[[QWidget, str, str, str], tuple[list[str], str]]


class Desk(QObject):
    """Opens in the background; the window hears of it by ``opened`` or reads a sentence in ``refused``."""

    opened = Signal(object)  # Services
    refused = Signal(str)
    offered = Signal(str, str, object)  # why it was refused, the words of a way on, and the call that goes it
    told = Signal(str)
    chosen = Signal(list)  # of Path: files to import

    def __init__(self, operations: Operations, memory: Memory, opener: Opener, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations, self._memory, self._opener, self._window = operations, memory, opener, parent
        self.ask_open: Chooser = QFileDialog.getOpenFileName
        self.ask_files: FilesChooser = QFileDialog.getOpenFileNames
        self.ask_save: Chooser = QFileDialog.getSaveFileName

    def new(self) -> None:
        """Ask for a name and begin an empty workspace there."""
        name = self._ask(self.ask_save, _("New workspace"), _("Untitled") + SUFFIX, _workspaces())
        if name:
            path = Path(name)
            if path.suffix != SUFFIX:
                path = path.with_name(path.name + SUFFIX)
            if path.exists():
                self.refused.emit(_("“{name}” exists already; open it, or choose another name.").format(name=path.name))
                return
            self.open(path, create=True)

    def choose(self) -> None:
        """Ask for a workspace and open it."""
        name = self._ask(self.ask_open, _("Open workspace"), "", _workspaces())
        if name:
            self.open(Path(name))

    def open(self, path: Path, *, create: bool = False) -> None:
        """Open a workspace in the background; the one that is open stays until it is there."""
        self._operations.work(
            lambda _progress: self._opener(path, create),
            title=_("Open {name}").format(name=path.name),
            done=self._arrived,
            failed=partial(self._not_opened, path, create),
        )

    def rescue(self, path: Path, services: Services | None = None, *, salvage: bool = False) -> None:
        """Put the newest good backup in the place of a damaged file and open it; ``services`` hold it still.

        With ``salvage`` it is every row that can be read.
        """

        def work(progress: Progress) -> tuple[Rescued, Services]:
            from desktop_app.services.rescue import rescue

            if services is not None:
                services.close()
            return rescue(path, salvage=salvage, progress=progress), self._opener(path, False)

        self._operations.work(
            work, title=_("Rescue {name}").format(name=path.name), done=self._rescued,
            failed=partial(self._not_rescued, path),
        )  # fmt: skip

    def open_demo(self) -> None:
        """Open this month's demo workspace; it is made when there is none yet."""
        path = self._folder() / (_("Demo {month}").format(month=f"{datetime.now().astimezone():%Y-%m}") + SUFFIX)
        if not self._memory.read(kept_as(path)):
            self._memory.write(kept_as(path), DEMO)
        self._operations.work(
            lambda progress: self._demo(path, progress),
            title=_("Open demo"),
            done=self._arrived,
            failed=self._failed,
        )

    def _demo(self, path: Path, progress: Progress) -> Services:
        """Off the GUI thread. The demo gets its name once it is whole: what a killed process leaves is never opened."""
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f"{path.name}~")
            _remove(beside)
            try:
                with closing(self._opener(beside, True)) as services:
                    services.demo.fill(progress)
                beside.replace(path)
            finally:
                _remove(beside)
        return self._opener(path, False)

    def choose_import(self) -> None:
        """Ask for ticket dumps; of several the first is read, and the others wait."""
        kinds = _("Ticket lists (*.csv *.txt *.tsv *.zip *.xlsx *.xlsm *.xlsb *.xls *.ods);;All files (*)")
        names, _kind = self.ask_files(self._window, _("Import ticket lists"), str(self._folder()), kinds)
        if names:
            self.chosen.emit([Path(name) for name in names])

    def back_up(self, services: Services) -> None:
        def write(progress: Progress) -> Path:
            return services.backups.backup(None, progress)

        self._operations.work(write, title=_("Back up"), done=self._backed_up, failed=self._failed)

    def check(self, services: Services) -> None:
        """Look for damage, and offer the way out when there is any."""
        self._operations.work(
            services.backups.check,
            title=_("Check workspace"),
            done=partial(self._checked, services),
            failed=self._failed,
        )

    def _backed_up(self, path: Path) -> None:
        self._operations.changed.emit(Changes(frozenset({Topic.BACKUPS})))
        self.told.emit(_("Backup written to {path}").format(path=path))

    def _checked(self, services: Services, problems: tuple[str, ...]) -> None:
        if problems:
            path = services.workspace.database.path
            self.offered.emit(" ".join(problems), _("Rescue"), partial(self.rescue, path, services))
        else:
            self.told.emit(_("The workspace is sound."))

    def _ask(self, chooser: Chooser, title: str, name: str, kinds: str) -> str:
        return chooser(self._window, title, str(self._folder() / name), kinds)[0]

    def _folder(self) -> Path:
        last = self._memory.last()
        return last.parent if last else Path.home()

    def _arrived(self, services: Services) -> None:
        self._memory.keep_recent(services.workspace.database.path)
        self.opened.emit(services)

    def _not_opened(self, path: Path, create: bool, error: SecondWayError) -> None:
        self._failed(error)
        if isinstance(error, Locked):
            self.offered.emit(error.sentence, _("Try again"), partial(self.open, path, create=create))
        elif isinstance(error, Damaged):
            self.offered.emit(error.sentence, _("Rescue"), partial(self.rescue, path))

    def _rescued(self, done: tuple[Rescued, Services]) -> None:
        rescued, services = done
        self._arrived(services)
        self.told.emit(rescued.sentence)

    def _not_rescued(self, path: Path, error: SecondWayError) -> None:
        from desktop_app.services.rescue import NoBackup

        self._failed(error)
        if isinstance(error, NoBackup):
            self.offered.emit(error.sentence, _("Salvage"), partial(self.rescue, path, salvage=True))

    def _failed(self, error: SecondWayError) -> None:
        self.refused.emit(error.sentence)


def _remove(path: Path) -> None:
    """Take a workspace away, with what its database keeps beside it."""
    for left in path.parent.iterdir():
        if left.name.startswith(path.name):
            left.unlink()


def _workspaces() -> str:
    return _("Workspaces") + f" (*{SUFFIX})"
