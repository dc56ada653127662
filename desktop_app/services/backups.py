"""Backups of a workspace: written, listed, checked and restored. None of it may run on the thread of the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.domain.backups import Reason
from desktop_app.domain.errors import Damaged, Refused, WorkspaceError
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.stamps import stamp
from desktop_app.services.changes import Changes, Progress, Silent, Topic
from desktop_app.services.workspaces import Workspace, local
from desktop_app.storage import backups, check, journal, mounts, restore, settings, shelf
from desktop_app.storage.backups import Backup


@dataclass(frozen=True, slots=True)
class BackupLine:
    """One backup; ``at`` in the workspace's zone, ``size`` in bytes, ``rows`` in all tables."""

    path: Path
    at: datetime
    reason: Reason
    incidents: int
    rows: int
    size: int
    step: int


@dataclass(frozen=True, slots=True)
class Files:
    """Where the workspace and its backups lie; ``size`` in bytes, ``warning`` a sentence about the place or empty."""

    path: Path
    size: int
    read_only: bool
    folder: Path
    backups: tuple[BackupLine, ...]  # the newest first
    changed: bool  # something was stored since the newest backup
    restored: BackupLine | None  # what was there before, while a restore is the newest step
    warning: str
    zone: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the window says of the workspace as a file; ``last`` in the workspace's zone."""

    last: datetime | None
    read_only: bool
    folder: Path
    warning: str


class BackupService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @property
    def _path(self) -> Path:
        return self._workspace.database.path

    # -- looking

    def files(self) -> Files:
        """What the page Files shows. Raises WorkspaceError when the workspace cannot be read."""
        zone, lines = self._workspace.zone, self.backups()
        with self._workspace.database.read() as connection:
            newest = journal.newest_step(connection)
            restored = bool(newest) and journal.restored_since(connection, newest - 1)
        before = (line for line in lines if line.reason is Reason.BEFORE_RESTORE)
        return Files(
            path=self._path,
            size=self._path.stat().st_size,
            read_only=self._workspace.database.read_only,
            folder=lines[0].path.parent if lines else shelf.folders(self._path)[0],
            backups=lines,
            changed=newest != (lines[0].step if lines else 0),
            restored=next(before, None) if restored else None,
            warning=self.warning(),
            zone=zone,
        )

    def backups(self) -> tuple[BackupLine, ...]:
        """Every backup of this workspace, the newest first."""
        zone = self._workspace.zone
        return tuple(_line(made, zone) for made in shelf.on(self._path))

    def last(self) -> datetime | None:
        """When the newest backup was written, in the workspace's zone."""
        lines = self.backups()
        return lines[0].at if lines else None

    def standing(self) -> Standing:
        """When it was backed up, and whether anything about its place is worth a word."""
        return Standing(self.last(), self._workspace.database.read_only, self._path.parent, self.warning())

    def warning(self) -> str:
        """A sentence when the file lies where two computers may not see each other's locks; else empty."""
        if not mounts.is_network(self._path):
            return ""
        return _(
            "{folder} is on another computer: open “{file}” in one place at a time, since locks may not hold there."
        ).format(folder=self._path.parent, file=self._path.name)

    def check(self, progress: Progress | None = None) -> tuple[str, ...]:
        """What is wrong with the workspace, one sentence each; empty when it is sound."""
        (progress or Silent())(_("Checking the workspace"))
        try:
            return tuple(check.problems(self._workspace.database))
        except Damaged as damage:
            return (damage.sentence,)

    def check_unclean(self) -> tuple[str, ...]:
        """The same after an end that was not clean; nothing is read after a clean one."""
        return self.check() if self._workspace.database.left_open else ()

    def check_backups(self, progress: Progress | None = None) -> dict[Path, str]:
        """Read every backup to its last bit; a sentence for each, empty for one that is what was written."""
        told, found = progress or Silent(), {}
        shelved = shelf.on(self._path)
        for place, made in enumerate(shelved):
            told(_("Checking the backups"), place / len(shelved))
            if told.cancelled:
                break
            try:
                backups.verify(made.path)
                found[made.path] = ""
            except WorkspaceError as damage:
                found[made.path] = damage.sentence
        return found

    # -- writing

    def backup(self, folder: Path | None = None, progress: Progress | None = None) -> Path:
        """A checked copy on the workspace's shelf, or in ``folder``. Raises WorkspaceError naming the folder."""
        (progress or Silent())(_("Writing a backup"))
        return self._add(Reason.MANUAL, folder).path

    def automatic(self) -> BackupLine | None:
        """A backup if something was stored since the last one; none of a demo, and none of what cannot be stored in.

        Raises WorkspaceError naming the folder when it cannot be written.
        """
        if self._workspace.database.read_only or not self._is_due():
            return None
        return _line(self._add(Reason.AUTOMATIC), self._workspace.zone)

    def before_import(self) -> str:
        """Keep what is there before much changes, unless a backup has it already; a sentence if that failed."""
        try:
            if self._is_due():
                self._add(Reason.BEFORE_IMPORT)
        except WorkspaceError as error:  # an import can be undone: it goes on without
            return _("There is no backup from before: {reason}").format(reason=error.sentence)
        return ""

    def restore(self, path: Path, progress: Progress | None = None) -> Changes:
        """Make the workspace what the backup holds, after a backup of what is there; that can be restored in turn.

        Raises Damaged when the backup is not what was written, Conflict when something was stored meanwhile.
        """
        (progress or Silent())(_("Restoring a backup"))
        workspace = self._workspace
        when = stamp(local(backups.noted(path).at, workspace.zone))
        name = _("Restore the backup of {time}").format(time=when)
        restore.restore(workspace.database, path, name=name, author=workspace.author, at=workspace.now())
        message = _("The workspace is as it was on {time}.").format(time=when)
        return Changes(frozenset(Topic), name=name, message=message)

    def undo_restore(self, progress: Progress | None = None) -> Changes:
        """Bring back what was there before the restore. Raises Refused when something was stored since."""
        restored = self.files().restored
        if restored is None:
            raise Refused(_("Something was stored since the restore; choose the backup from before it in the list."))
        changes = self.restore(restored.path, progress)
        return Changes(changes.topics, name=_("Undo restore"), message=changes.message)

    def _add(self, reason: Reason, folder: Path | None = None) -> Backup:
        return shelf.add(self._path, reason, at=self._workspace.now(), folder=folder)

    def _is_due(self) -> bool:
        with self._workspace.database.read() as connection:
            newest = journal.newest_step(connection)
            if settings.demo(connection) or not journal.holds_own_steps(connection):
                return False
        shelved = shelf.on(self._path)
        return not shelved or shelved[0].step != newest


def not_sound(problems: tuple[str, ...]) -> str:
    """What a check found, in one sentence; empty when nothing."""
    if not problems:
        return ""
    more = len(problems) - 1
    if not more:
        return problems[0]
    rest = ngettext("{n} more problem", "{n} more problems", more).format(n=number(more))
    return f"{problems[0]} ({rest})"


def _line(made: Backup, zone: str) -> BackupLine:
    return BackupLine(
        path=made.path,
        at=local(made.at, zone),
        reason=made.reason,
        incidents=made.rows.get("incident", 0),
        rows=sum(made.rows.values()),
        size=made.size,
        step=made.step,
    )
