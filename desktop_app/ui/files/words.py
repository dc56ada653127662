"""Sizes and times as people say them."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.stamps import stamp
from desktop_app.services.backups import BackupLine, Files


def size(count: int) -> str:
    """``3.4 MB`` from bytes."""
    value, unit = float(count), _("bytes")
    for larger in (_("kB"), _("MB"), _("GB"), _("TB")):
        if value < 1000:
            break
        value, unit = value / 1000, larger
    return f"{number(value, 0 if value >= 100 or value == int(value) else 1)} {unit}"


def recently(at: datetime, now: datetime | None = None) -> str:
    """``today 08:00``, ``yesterday 17:30`` or the whole stamp."""
    today = (now or datetime.now(at.tzinfo)).date()
    if at.date() == today:
        return _("today {time}").format(time=f"{at:%H:%M}")
    if at.date() == today - timedelta(days=1):
        return _("yesterday {time}").format(time=f"{at:%H:%M}")
    return stamp(at)


def answer(files: Files) -> str:
    """The page's one sentence: where the data lie, and how old the last backup is."""
    lies = _("Your data are stored in {path}").format(path=short(files.path))
    if files.backups:
        return _("{lies}; the last backup is from {time}.").format(lies=lies, time=recently(files.backups[0].at))
    return _("{lies}; there is no backup yet.").format(lies=lies)


def note(files: Files) -> str:
    """How many backups there are, and where."""
    if not files.backups:
        return ""
    count, room = len(files.backups), sum(line.size for line in files.backups)
    text = ngettext("{n} backup, {size}, in {folder}", "{n} backups, {size}, in {folder}", count)
    return text.format(n=number(count), size=size(room), folder=short(files.folder))


def of_backup(line: BackupLine) -> str:
    """What one backup is, for the foot of the page."""
    text = ngettext("{time}, {why}: {n} incident", "{time}, {why}: {n} incidents", line.incidents)
    return text.format(time=recently(line.at), why=line.reason.label, n=number(line.incidents))


def short(path: Path) -> str:
    """A path with the user's own folder written as ``~``."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        return str(path)
