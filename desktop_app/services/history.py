"""Undo and redo of the user's own steps, and the list of every step there was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.workspaces import Workspace, local
from desktop_app.storage import journal, journal_steps, settings
from desktop_app.storage.schema import OWNERS

MOST_FORECAST = 50_000  # rows: what taking back a larger step would keep is found out when it is taken back
_NAMED_KEPT = 3


@dataclass(frozen=True, slots=True)
class UndoNames:
    """What undo and redo would do next; None when there is nothing. ``saved_at`` is the newest step's, in the zone."""

    undo: str | None
    redo: str | None
    saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step as the page History lists it; ``at`` in the workspace's zone, ``what`` such as “37 incidents”."""

    step: int
    name: str
    author: str
    at: datetime
    what: str
    rows: int
    own: bool
    undoable: bool
    undone: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """What a workspace was at: the data version of the file, and the newest step in it."""

    version: int
    step: int


class HistoryService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._sizes: dict[int, int] = {}  # rows of bulk writes, which never change

    def names(self) -> UndoNames:
        with self._workspace.database.read() as connection:
            undo = journal.undoable(connection, self._workspace.author)
            redo = journal.redoable(connection, self._workspace.author)
            saved, zone = journal_steps.saved(connection), settings.zone(connection)
        saved_at = local(saved, zone) if saved is not None else None
        return UndoNames(undo.name if undo else None, redo.name if redo else None, saved_at)

    def undo(self) -> Changes:
        """Take back the newest step of one's own. Raises Refused when there is none."""
        workspace = self._workspace
        with workspace.database.write() as connection:
            newest = journal.undoable(connection, workspace.author)
            if newest is None:
                raise Refused(_("There is nothing to undo."))
            return undone(journal.undo(connection, newest.step, workspace.author, workspace.now()))

    def undo_step(self, step: int) -> Changes:
        """Take back one step at any later time, such as an import."""
        workspace = self._workspace
        with workspace.database.write() as connection:
            return undone(journal.undo(connection, step, workspace.author, workspace.now()))

    def redo(self) -> Changes:
        """Do again what was undone last. Raises Refused when there is nothing."""
        workspace = self._workspace
        with workspace.database.write() as connection:
            if journal.redoable(connection, workspace.author) is None:
                raise Refused(_("There is nothing to redo."))
            outcome = journal.redo(connection, workspace.author, workspace.now())
            return _changes(outcome, _("Redone: {name}").format(name=outcome.name))

    # -- the list of steps

    def total(self, *, own: bool = False) -> int:
        """How many steps there are; ``own`` counts those of the user alone."""
        with self._workspace.database.read() as connection:
            return journal_steps.count(connection, self._workspace.author if own else None)

    def steps(self, start: int, count: int, *, own: bool = False) -> tuple[StepRow, ...]:
        """Steps ``start`` to ``start + count`` of the list with the newest first."""
        author = self._workspace.author
        with self._workspace.database.read() as connection:
            zone = settings.zone(connection)
            found = journal_steps.page(connection, start, count, author if own else None, self._sizes)
        return tuple(_row(facts, zone, author) for facts in found)

    def forecast(self, row: StepRow) -> str:
        """What taking back a step would keep, as a sentence; empty when it cannot be taken back."""
        if not row.undoable:
            return ""
        if row.rows > MOST_FORECAST:
            return _("Undoing it keeps what was edited since.")
        with self._workspace.database.read() as connection:
            found = journal_steps.forecast(connection, row.step)
        if found is None:
            return ""
        if not found.kept:
            return _("Undoing it restores everything it changed.") if found.restores else _("Nothing is left to undo.")
        names = _named(found.kept)
        if not found.restores:
            return _("Nothing is left to undo: {names} was edited since, and stays.").format(names=names)
        return _("Undoing it keeps {names}, which was edited since; the rest is restored.").format(names=names)

    def moved(self, before: Moved | None = None) -> Moved:
        """What the workspace is at now; cheap enough to ask every second while nothing was stored."""
        version = self._workspace.database.data_version()
        if before is not None and before.version == version:
            return before
        with self._workspace.database.read() as connection:
            return Moved(version, journal.newest_step(connection))


def undone(outcome: journal.Outcome) -> Changes:
    return _changes(outcome, _("Undone: {name}").format(name=outcome.name))


def _changes(outcome: journal.Outcome, name: str) -> Changes:
    """An undo in words; what was kept because it was edited since is named, never overwritten."""
    message = ""
    if outcome.kept:
        message = ngettext(
            "{names} was kept as it is, because it was edited since.",
            "{names} were kept as they are, because they were edited since.",
            len(outcome.kept),
        ).format(names=_named(outcome.kept))
    return Changes(frozenset(Topic), step=outcome.step, name=name, message=message)


def _named(kept: Sequence[str]) -> str:
    """``“INC1”, “INC2”, “INC3” and 2 more``"""
    names = ", ".join(f"“{name}”" for name in kept[:_NAMED_KEPT])
    left = len(kept) - _NAMED_KEPT
    if left <= 0:
        return names
    return ngettext("{names} and {n} more", "{names} and {n} more", left).format(names=names, n=number(left))


def _row(facts: journal_steps.StepFacts, zone: str, author: str) -> StepRow:
    own_rows = {table: n for table, n in facts.rows.items() if table not in OWNERS} or dict(facts.rows)
    done = facts.kind in (journal.Kind.DO, journal.Kind.REDO)
    return StepRow(
        step=facts.step,
        name=facts.name,
        author=facts.author,
        at=local(facts.at, zone),
        what=_what(own_rows),
        rows=sum(facts.rows.values()),
        own=facts.author == author and facts.kind != journal.Kind.FIRST,
        undoable=facts.holds,
        undone=done and not facts.holds,
    )


def _what(rows: Mapping[str, int]) -> str:
    """“37 incidents” of the kind that comes first here, then how many other rows."""
    if not rows:
        return ""
    order = tuple(_nouns(1))
    table = min(rows, key=lambda name: order.index(name) if name in order else len(order))
    n = rows[table]
    noun = _nouns(n).get(table)
    words = noun or ngettext("{n} row", "{n} rows", n)
    others = sum(rows.values()) - n
    told = words.format(n=number(n))
    if not others:
        return told
    return ngettext("{told}, {n} other row", "{told}, {n} other rows", others).format(told=told, n=number(others))


def _nouns(n: int) -> dict[str, str]:
    """What a row of a table is called, the most telling tables first."""
    return {
        "incident": ngettext("{n} incident", "{n} incidents", n),
        "session": ngettext("{n} session", "{n} sessions", n),
        "rota": ngettext("{n} rota", "{n} rotas", n),
        "person": ngettext("{n} person", "{n} people", n),
        "target_set": ngettext("{n} target set", "{n} target sets", n),
        "target": ngettext("{n} target", "{n} targets", n),
        "absence": ngettext("{n} absence", "{n} absences", n),
        "block": ngettext("{n} block", "{n} blocks", n),
        "comment": ngettext("{n} comment", "{n} comments", n),
        "saved_filter": ngettext("{n} view", "{n} views", n),
        "team": ngettext("{n} team", "{n} teams", n),
        "system": ngettext("{n} system", "{n} systems", n),
        "system_error": ngettext("{n} system error", "{n} system errors", n),
        "setting": ngettext("{n} setting", "{n} settings", n),
        "session_date": ngettext("{n} date", "{n} dates", n),
        "plan": ngettext("{n} plan", "{n} plans", n),
        "import_run": ngettext("{n} import", "{n} imports", n),
        "issued_sheet": ngettext("{n} issued sheet", "{n} issued sheets", n),
        "import_profile": ngettext("{n} profile", "{n} profiles", n),
    }
