"""Check a workspace and copy it to a safe place."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from desktop_app.domain.language import _
from desktop_app.services.changes import Progress, Silent
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import backups, check


class BackupService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def check(self, progress: Progress | None = None) -> tuple[str, ...]:
        """What is wrong with the workspace, one sentence each; empty when it is sound."""
        (progress or Silent())(_("Checking the workspace"))
        return tuple(check.problems(self._workspace.database))

    def backup(self, folder: Path | None = None, progress: Progress | None = None) -> Path:
        """A checked copy beside the workspace or in ``folder``. Raises WorkspaceError when it cannot be written."""
        (progress or Silent())(_("Writing a backup"))
        path = self._workspace.database.path
        stamp = datetime.fromtimestamp(self._workspace.now(), UTC).strftime("%Y-%m-%d %H%M%S")
        target = (folder or path.parent / f"{path.stem} backups") / f"{path.stem} {stamp}{path.suffix}"
        backups.write(self._workspace.database, target)
        return target
