"""The whole workspace as a folder of files: JSON lines that can be read in again without loss, or csv for people."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from desktop_app import __version__
from desktop_app.domain.errors import Cancelled, Refused
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.workspaces import SUFFIX, FolderKind
from desktop_app.exchange import whole_folder
from desktop_app.exchange.whole_folder import FolderIn, FolderOut
from desktop_app.services import whole_tables
from desktop_app.services.changes import Progress, Silent
from desktop_app.services.workspaces import Workspace, known_zone, local
from desktop_app.storage import schema, settings, whole
from desktop_app.storage.database import Connection

_LINES: Final = ".jsonl"
_EACH: Final = 1_000  # rows between two looks at the user, who may want to stop


class WholeWorkspaceService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def export_folder(self, folder: Path, kind: FolderKind, progress: Progress | None = None) -> str:
        """Write everything that is stored into a new folder, as it is at this moment; returns a sentence.

        The folder appears whole or not at all. Drafts and backups stay behind. Raises Refused when its name is taken,
        Cancelled when stopped.
        """
        with self._workspace.database.read() as connection, whole_folder.new_folder(folder) as out:
            zone = settings.zone(connection)
            meter = _Meter(progress or Silent(), _("Writing the workspace"), whole.counts(connection))
            told: dict[str, Any] = {"kind": kind.value, "revision": whole.revision(connection), "zone": zone}
            if kind is FolderKind.JSONL:
                told["sequences"] = whole.sequences(connection)
                for table, places in whole.places(connection).items():
                    _write_table(out, table, places, connection, meter)
            else:
                whole_tables.write(connection, out, zone, meter)
            at = local(self._workspace.now(), zone).isoformat(timespec="seconds")
            rows = sum(facts.rows for facts in out.files.values())
            stays = [_("drafts: what was typed and not stored"), _("backups: files of their own beside the workspace")]
            out.finish({**told, "written_at": at, "program": f"Second Way {__version__}", "left_out": stays})
        text = ngettext(
            "The whole workspace is in {folder}: {n} row in {files} files.",
            "The whole workspace is in {folder}: {n} rows in {files} files.",
            rows,
        )
        return text.format(folder=folder.name, n=number(rows), files=number(len(out.files)))


def import_folder(folder: Path, path: Path, progress: Progress | None = None) -> str:
    """Make a new workspace of a folder of JSON lines, with its history; returns a sentence.

    Raises Refused, Damaged or another WorkspaceError in one sentence, Cancelled when stopped; there is no file then.
    """
    if path.suffix != SUFFIX:
        raise Refused(_("“{name}” is not the name of a workspace: it ends in {suffix}.").format(
            name=path.name, suffix=SUFFIX))  # fmt: skip
    found = whole_folder.opened(folder)
    revision, used = _checked(found)
    meter = _Meter(progress or Silent(), _("Reading the workspace"), {n: f.rows for n, f in found.files.items()})
    with whole.being_filled(path, revision, used) as filling:
        missing = [table + _LINES for table in filling.places if table + _LINES not in found.files]
        if missing:
            raise Refused(_("The folder lacks “{name}”, so nothing was stored.").format(name=missing[0]))
        rows = sum(filling.add(table, _rows(found, table, places), meter) for table, places in filling.places.items())
    text = ngettext("{name} was made of {folder}: {n} row.", "{name} was made of {folder}: {n} rows.", rows)
    return text.format(name=path.name, folder=folder.name, n=number(rows))


class _Meter:
    """Progress in rows; raises Cancelled when the user stopped."""

    def __init__(self, progress: Progress, words: str, counts: Mapping[str, int]) -> None:
        self._progress, self._words, self._done = progress, words, 0
        self._of = max(sum(counts.values()), 1)

    def __call__(self, rows: int) -> None:
        if self._progress.cancelled:
            raise Cancelled(_("It was stopped; nothing was written."))
        self._done += rows
        self._progress(self._words, min(self._done / self._of, 1.0))


def _write_table(
    out: FolderOut, table: str, places: Sequence[whole.Place], connection: Connection, meter: _Meter
) -> None:
    names = [place.name for place in places]
    blobs = [at for at, place in enumerate(places) if place.kind == "BLOB"]
    encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    with out.file(table + _LINES) as file:
        for row in whole.rows(connection, table):
            said: list[Any] = list(row)
            for at in blobs:
                said[at] = base64.b64encode(said[at]).decode() if said[at] is not None else None
            file.write(encoder.encode(dict(zip(names, said, strict=True))).encode() + b"\n")
            file.rows += 1
            if file.rows % _EACH == 0:
                meter(_EACH)
        meter(file.rows % _EACH)


def _checked(found: FolderIn) -> tuple[str, Mapping[str, int]]:
    """The schema of a folder and the ids that were given. Raises Refused when it cannot become a workspace."""
    told = found.told
    if told.get("kind") == FolderKind.CSV.value:
        raise Refused(
            _("“{name}” was written as csv, for people; only JSON lines can become a workspace again.").format(
                name=found.path.name
            )
        )
    revision, used = told.get("revision"), told.get("sequences")
    fits = isinstance(used, dict) and all(isinstance(n, int) and 0 <= n < 1 << 62 for n in used.values())
    if told.get("kind") != FolderKind.JSONL.value or not isinstance(revision, str) or not fits:
        raise Refused(_("“{name}” is damaged: it does not say what the folder holds.").format(
            name=whole_folder.MANIFEST))  # fmt: skip
    if revision not in schema.REVISIONS:
        raise Refused(whole_folder.newer(found.path))
    known_zone(str(told.get("zone")))
    return revision, used if isinstance(used, dict) else {}


def _rows(found: FolderIn, table: str, places: Sequence[whole.Place]) -> Iterator[Sequence[Any]]:
    """The rows of a table as SQLite takes them. Raises Refused naming file, line and column."""
    name, columns = table + _LINES, {place.name for place in places}
    for line, said in found.lines(name):
        row = [_bytes(said.get(place.name)) if place.kind == "BLOB" else said.get(place.name) for place in places]
        if said.keys() != columns:
            wrong = sorted(said.keys() ^ columns)[0]
            raise Refused(_unfit(name, line, wrong))
        for place, value in zip(places, row, strict=True):
            if not place.takes(value):
                raise Refused(_unfit(name, line, place.name))
        yield row


def _unfit(name: str, line: int, column: str) -> str:
    words = _("“{name}” does not fit in line {line}: “{column}” is missing, unknown or of another kind.")
    return words.format(name=name, line=number(line), column=column[:80])


def _bytes(value: object) -> object:
    """What was written as base64; anything else as it is, for who examines it."""
    if not isinstance(value, str):
        return value if value is None else ""
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return ""
