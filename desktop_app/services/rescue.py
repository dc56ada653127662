"""What can be done about a workspace that does not open any more, or that a check finds damaged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.domain.errors import Refused, WorkspaceError
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.stamps import stamp
from desktop_app.services.changes import Progress, Silent
from desktop_app.storage import check, shelf
from desktop_app.storage import rescue as store
from desktop_app.storage.backups import Backup
from desktop_app.storage.database import Database

_TOLD = 5  # steps that are named one by one


class NoBackup(WorkspaceError):
    """There is no good backup to put in the place of a damaged file; what can be read of it can be salvaged."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A damaged file from outside; times in the computer's own zone."""

    path: Path
    problems: tuple[str, ...]
    rows: dict[str, int]  # readable, per table
    incomplete: tuple[str, ...]  # tables that do not give all of their rows
    backup: Path | None  # the newest good one
    backup_at: datetime | None
    missed: tuple[str, ...]  # steps that the backup does not have


@dataclass(frozen=True, slots=True)
class Rescued:
    """``sentence`` says what is there now, what is missing, and where the damaged file is kept."""

    path: Path
    aside: Path
    backup: Path | None
    rows: dict[str, int]
    missed: tuple[str, ...]
    incomplete: tuple[str, ...]
    sentence: str


def examine(path: Path, progress: Progress | None = None) -> Examined:
    """What can still be read of a file and what its newest good backup lacks; writes nothing. Raises WorkspaceError."""
    (progress or Silent())(_("Reading what can be read"))
    found, good = store.look(path), shelf.newest_good(path)
    since = good.step if good else 0
    missed = tuple(_told(step) for step in found.steps if step.step > since)
    return Examined(
        path=path,
        problems=found.problems,
        rows=found.rows,
        incomplete=found.incomplete,
        backup=good.path if good else None,
        backup_at=_own(good.at) if good else None,
        missed=missed,
    )


def rescue(path: Path, *, salvage: bool = False, progress: Progress | None = None) -> Rescued:
    """Put the newest good backup in the place of a damaged file, or with ``salvage`` every row that can be read.

    The damaged file is kept untouched beside it. Raises Refused when the file is sound, NoBackup when there is none,
    WorkspaceError when it is open elsewhere or nothing can be read.
    """
    (progress or Silent())(_("Rescuing the workspace"))
    found = store.look(path)
    if not found.problems and not found.incomplete and _keeps_our_rules(path):
        raise Refused(_("“{file}” is sound, so it stays as it is.").format(file=path.name))
    good = None if salvage else shelf.newest_good(path)
    if good is None and not salvage:
        raise NoBackup(
            _("There is no good backup of “{file}”; what can be read of it can be salvaged instead.").format(
                file=path.name
            )
        )
    done = store.put_back(path, good) if good else store.rebuild(path)
    missed = tuple(_told(step) for step in done.missed)
    sentence = _after_backup(done, good, missed) if good else _after_salvage(done)
    return Rescued(path, done.aside, good.path if good else None, done.rows, missed, done.incomplete, sentence)


def _keeps_our_rules(path: Path) -> bool:
    """Whether what SQLite finds sound is so between our rows too."""
    try:
        opened = Database.open(path, read_only=True)
    except WorkspaceError:
        return False
    try:
        return not check.problems(opened)
    finally:
        opened.close()


def _after_backup(done: store.Rescue, good: Backup, missed: tuple[str, ...]) -> str:
    parts = [
        _("“{file}” is again as it was on {time}; the damaged file is kept as “{aside}”.").format(
            file=done.path.name, time=stamp(_own(good.at)), aside=done.aside.name
        )
    ]
    if missed:
        text = ngettext(
            "{n} step since then is missing: {names}", "{n} steps since then are missing: {names}", len(missed)
        )
        names = "; ".join(missed[-_TOLD:]) + ("; …" if len(missed) > _TOLD else "")
        parts.append(text.format(n=number(len(missed)), names=names) + ".")
    elif "step" in done.incomplete:
        parts.append(_("What was stored since then cannot be told."))
    return " ".join(parts)


def _after_salvage(done: store.Rescue) -> str:
    count = done.rows.get("incident", 0)
    parts = [
        ngettext(
            "{n} incident could be read; the damaged file is kept as “{aside}”.",
            "{n} incidents could be read; the damaged file is kept as “{aside}”.",
            count,
        ).format(n=number(count), aside=done.aside.name)
    ]
    if done.incomplete:
        parts.append(_("Rows are missing in {tables}.").format(tables=", ".join(done.incomplete)))
    return " ".join(parts)


def _told(step: store.MissedStep) -> str:
    return _("{name} ({time})").format(name=step.name, time=stamp(_own(step.at)))


def _own(at: int) -> datetime:
    return datetime.fromtimestamp(at).astimezone()
