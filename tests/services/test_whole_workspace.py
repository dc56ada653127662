"""The whole workspace leaves as a folder and comes back as it was; nothing is made of a folder that is not whole."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.errors import Cancelled, SecondWayError
from desktop_app.domain.incidents import IncidentForm
from desktop_app.domain.workspaces import FolderKind
from desktop_app.services.changes import Silent
from desktop_app.services.suite import Services
from desktop_app.services.whole_workspace import import_folder
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import check, schema, whole
from desktop_app.storage.database import Database
from desktop_app.storage.dump import logical_dump

BERLIN = "Europe/Berlin"
FIXTURES = sorted((Path(__file__).parents[1] / "storage" / "fixtures").glob("schema_*.secondway"))
NEWEST = FIXTURES[-1]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """Incidents, people, rotas and sessions, and what somebody did by hand, undone and deleted included."""
    path = tmp_path_factory.mktemp("lived") / "lived.secondway"
    shutil.copy(NEWEST, path)
    services = Services.over(Workspace.open(path))
    services.workspace.set_zone(BERLIN)
    began = datetime.now(UTC).replace(microsecond=0) - timedelta(days=3)
    for title in ("=HYPERLINK()", "'=1", "Umlaute ä ö ü 日本 🙂", 'a "quoted", comma; semicolon'):
        services.incidents.log(IncidentForm(title, opened_at=began, team="@SUM(1)"))
    gone = services.incidents.log(IncidentForm("Thrown away", opened_at=began)).ids
    services.incidents.delete(gone)
    services.history.undo()
    services.incidents.log(IncidentForm("Last", opened_at=began))
    return services


@pytest.fixture(scope="module")
def exported(lived: Services, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "whole"
    lived.whole.export_folder(folder, FolderKind.JSONL)
    return folder


def everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, the journal and the last ids included."""
    with database.read() as connection:
        found = {
            table: [tuple(row) for row in connection.execute(schema.metadata.tables[table].select())]
            for table in whole.TABLES
        }
        found["last ids"] = sorted(whole.sequences(connection).items())
    return found


@pytest.fixture
def copy(exported: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(exported, tmp_path / "copy"))


def test_a_workspace_comes_back_with_its_history(lived: Services, exported: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.secondway"
    sentence = import_folder(exported, again)
    assert sentence.startswith("again.secondway was made of whole: ")
    database = Database.open(again)
    with database.read() as new, lived.workspace.database.read() as old:
        assert logical_dump(new) == logical_dump(old)
    assert everything(database) == everything(lived.workspace.database)
    assert check.problems(database) == []
    assert stat.S_IMODE(again.stat().st_mode) == 0o600
    database.close()


def test_what_came_back_can_be_undone_and_worked_on(exported: Path, tmp_path: Path) -> None:
    import_folder(exported, tmp_path / "again.secondway")
    services = Services.over(Workspace.open(tmp_path / "again.secondway"))
    before = services.workspace.frames.current().incidents.height
    services.history.undo()
    assert services.workspace.frames.current().incidents.height == before - 1
    services.incidents.log(IncidentForm("New"))
    services.close()


def test_exported_twice_the_folders_say_the_same(exported: Path, tmp_path: Path) -> None:
    import_folder(exported, tmp_path / "again.secondway")
    services = Services.over(Workspace.open(tmp_path / "again.secondway"))
    services.whole.export_folder(tmp_path / "second", FolderKind.JSONL)
    services.close()
    one, two = (json.loads((folder / "manifest.json").read_text()) for folder in (exported, tmp_path / "second"))
    assert one.pop("written_at") <= two.pop("written_at")
    assert one == two


def test_files_are_their_owners_and_say_what_they_hold(exported: Path) -> None:
    said = json.loads((exported / "manifest.json").read_text())
    assert (said["format"], said["kind"], said["zone"]) == ("second-way-workspace", "jsonl", BERLIN)
    assert said["revision"] == schema.REVISIONS[-1]
    assert {f"{table}.jsonl" for table in whole.TABLES} == set(said["files"])
    for name, facts in said["files"].items():
        data = (exported / name).read_bytes()
        assert (len(data), data.count(b"\n")) == (facts["bytes"], facts["rows"])
        assert hashlib.sha256(data).hexdigest() == facts["sha256"]
        assert stat.S_IMODE((exported / name).stat().st_mode) == 0o600
    assert any(line.startswith("drafts") for line in said["left_out"])


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_what_an_older_version_exported_is_brought_up_to_date(fixture: Path, tmp_path: Path) -> None:
    """Made as that version would have: its own columns, its own revision."""
    old = tmp_path / "old.secondway"
    shutil.copy(fixture, old)
    revision = fixture.stem.removeprefix("schema_")
    folder = _exported_as(old, revision, tmp_path / "folder")
    import_folder(folder, tmp_path / "new.secondway")
    new, upgraded = Database.open(tmp_path / "new.secondway"), Database.open(old)
    with new.read() as one, upgraded.read() as two:
        assert logical_dump(one) == logical_dump(two)
    assert everything(new) == everything(upgraded)
    new.close()
    upgraded.close()


def _exported_as(path: Path, revision: str, folder: Path) -> Path:
    import base64
    import sqlite3
    from contextlib import closing

    folder.mkdir()
    files, sequences = {}, {}
    with closing(sqlite3.connect(path)) as bare:
        bare.row_factory = sqlite3.Row
        sequences = dict(tuple(row) for row in bare.execute("SELECT name, seq FROM sqlite_sequence"))
        there = {row[0] for row in bare.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in (t for t in whole.TABLES if t in there):
            rows = [dict(row) for row in bare.execute(f"SELECT * FROM {table} ORDER BY id")]  # noqa: S608
            for row in rows:
                row.update({k: base64.b64encode(v).decode() for k, v in row.items() if isinstance(v, bytes)})
            data = "".join(json.dumps(row) + "\n" for row in rows).encode()
            (folder / f"{table}.jsonl").write_bytes(data)
            sha = hashlib.sha256(data).hexdigest()
            files[f"{table}.jsonl"] = {"rows": len(rows), "bytes": len(data), "sha256": sha}
    said = {"format": "second-way-workspace", "version": 1, "kind": "jsonl", "revision": revision, "zone": "UTC",
            "sequences": sequences, "files": files}  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(said))
    return folder


# -- folders that are not whole, or not ours


def _manifest(folder: Path, **changed: object) -> None:
    file = folder / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | changed))


def _resealed(folder: Path, name: str, data: bytes) -> None:
    """Somebody who changes a file and its hash with it."""
    (folder / name).write_bytes(data)
    files = json.loads((folder / "manifest.json").read_text())["files"]
    sha = hashlib.sha256(data).hexdigest()
    files[name] = {"rows": data.count(b"\n"), "bytes": len(data), "sha256": sha}
    _manifest(folder, files=files)


def _line(folder: Path, name: str, **changed: object) -> None:
    first, *rest = (folder / name).read_bytes().splitlines(keepends=True)
    said = json.loads(first) | changed
    _resealed(
        folder, name, json.dumps({k: v for k, v in said.items() if v != "(gone)"}).encode() + b"\n" + b"".join(rest)
    )


def _cut(folder: Path, name: str) -> None:
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[: len(data) // 2])


def _linked(folder: Path, name: str) -> None:
    (folder / name).rename(folder.parent / "elsewhere")
    (folder / name).symlink_to(folder.parent / "elsewhere")


def _piped(folder: Path, name: str) -> None:
    (folder / name).unlink()
    os.mkfifo(folder / name)


def _made_folder(folder: Path, name: str) -> None:
    (folder / name).unlink()
    (folder / name).mkdir()


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "truncated in a line": (lambda f: _cut(f, "incident.jsonl"), "“incident.jsonl” is damaged in line"),
    "a line less": (
        lambda f: (f / "team.jsonl").write_bytes(b"".join((f / "team.jsonl").read_bytes().splitlines(True)[1:])),
        "“team.jsonl” is not as it was written",
    ),
    "another word": (
        lambda f: (f / "system.jsonl").write_bytes((f / "system.jsonl").read_bytes().replace(b"a", b"b", 1)),
        "“system.jsonl” ",
    ),
    "a file missing": (lambda f: (f / "segment.jsonl").unlink(), "“segment.jsonl” cannot be read"),
    "no manifest": (lambda f: (f / "manifest.json").unlink(), "is not a folder that Second Way wrote"),
    "a foreign manifest": (lambda f: (f / "manifest.json").write_text('{"name": "npm"}'), "is not a folder that"),
    "rubbish": (lambda f: (f / "manifest.json").write_bytes(b"\xff\x00{"), "“manifest.json” is damaged"),
    "deep rubbish": (lambda f: (f / "manifest.json").write_bytes(b"[" * 200_000), "“manifest.json” is damaged"),
    "a manifest without an end": (
        lambda f: (f / "manifest.json").write_bytes(b" " * (2 << 20)), "is not a folder that Second Way wrote",
    ),
    "no files": (lambda f: _manifest(f, files=[]), "does not name its files"),
    "files elsewhere": (
        lambda f: _manifest(f, files={"../../etc/passwd": {"rows": 1, "bytes": 1, "sha256": ""}}),
        "lacks “source.jsonl”",
    ),
    "a newer layout": (lambda f: _manifest(f, version=2), "newer version of Second Way"),
    "a newer schema": (lambda f: _manifest(f, revision="9999"), "newer version of Second Way"),
    "no schema": (lambda f: _manifest(f, revision=None), "does not say what the folder holds"),
    "an unknown zone": (lambda f: _manifest(f, zone="../../etc"), "There is no time zone"),
    "ids of rubbish": (lambda f: _manifest(f, sequences={"incident": "x"}), "does not say what the folder holds"),
    "a link": (lambda f: _linked(f, "incident.jsonl"), "“incident.jsonl” is a link"),
    "a linked manifest": (lambda f: _linked(f, "manifest.json"), "“manifest.json” is a link"),
    "a pipe": (lambda f: _piped(f, "incident.jsonl"), "“incident.jsonl” is not a plain file"),
    "a folder for a file": (lambda f: _made_folder(f, "incident.jsonl"), "“incident.jsonl” "),
    "a word for a number": (lambda f: _line(f, "incident.jsonl", status="open"), "in line 1: “status”"),
    "a truth for a number": (lambda f: _line(f, "incident.jsonl", status=True), "in line 1: “status”"),
    "nothing where something must be": (lambda f: _line(f, "incident.jsonl", title=None), "in line 1: “title”"),
    "a list": (lambda f: _line(f, "incident.jsonl", title=["a"]), "in line 1: “title”"),
    "a number without end": (lambda f: _line(f, "incident.jsonl", status=10**30), "in line 1: “status”"),
    "a column too many": (lambda f: _line(f, "incident.jsonl", colour="x"), "in line 1: “colour”"),
    "a column too few": (lambda f: _line(f, "incident.jsonl", title="(gone)"), "in line 1: “title”"),
    "no blob": (lambda f: _line(f, "bulk_change.jsonl", after=12), "in line 1: “after”"),
    "two of one id": (
        lambda f: _resealed(f, "team.jsonl", (f / "team.jsonl").read_bytes().splitlines(True)[0] * 2),
        "contradicts itself",
    ),
    "a team of nobody": (lambda f: _line(f, "incident.jsonl", team_id=4_000), "does not hold together"),
    "an owner of nobody": (lambda f: _line(f, "segment.jsonl", incident_id=10**9), "does not hold together"),
    "a line of rubbish": (lambda f: _resealed(f, "team.jsonl", b"[" * 200_000 + b"\n"), "damaged in line 1"),
    "no number": (lambda f: _resealed(f, "target.jsonl", b'{"id":NaN}\n'), "damaged in line 1"),
}  # fmt: skip


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_folder_that_is_not_whole_is_one_sentence_and_stores_nothing(spoilt: str, copy: Path, tmp_path: Path) -> None:
    spoil, words = SPOILT[spoilt]
    spoil(copy)
    room = tmp_path / "room"
    room.mkdir()
    with pytest.raises(SecondWayError) as refusal:
        import_folder(copy, room / "new.secondway")
    assert words in refusal.value.sentence
    assert "\n" not in refusal.value.sentence
    assert list(room.iterdir()) == []


def test_a_workspace_that_is_there_stays(exported: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.secondway"
    there.write_text("mine")
    with pytest.raises(SecondWayError, match="already in"):
        import_folder(exported, there)
    assert there.read_text() == "mine"
    with pytest.raises(SecondWayError, match=r"ends in \.secondway"):
        import_folder(exported, tmp_path / "new.db")
    with pytest.raises(SecondWayError, match="is not a folder"):
        import_folder(tmp_path / "nowhere", tmp_path / "new.secondway")


def test_an_export_overwrites_nothing(lived: Services, tmp_path: Path) -> None:
    full, file, empty = tmp_path / "full", tmp_path / "file", tmp_path / "empty"
    full.mkdir()
    (full / "mine").write_text("mine")
    file.write_text("mine")
    empty.mkdir()
    (tmp_path / "link").symlink_to(empty)
    for taken in (full, file, tmp_path / "link"):
        with pytest.raises(SecondWayError, match="choose another name"):
            lived.whole.export_folder(taken, FolderKind.JSONL)
    with pytest.raises(SecondWayError, match="cannot be written"):
        lived.whole.export_folder(tmp_path / "nowhere" / "folder", FolderKind.JSONL)
    lived.whole.export_folder(empty, FolderKind.CSV)
    assert (empty / "incidents.csv").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "file", "full", "link"]


@pytest.mark.parametrize("kind", FolderKind)
def test_stopping_leaves_nothing_behind(lived: Services, exported: Path, tmp_path: Path, kind: FolderKind) -> None:
    with pytest.raises(Cancelled):
        lived.whole.export_folder(tmp_path / "out", kind, Silent(lambda: True))
    with pytest.raises(Cancelled):
        import_folder(exported, tmp_path / "new.secondway", Silent(lambda: True))
    assert list(tmp_path.iterdir()) == []


# -- csv for people


@pytest.fixture(scope="module")
def tables(lived: Services, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("csv") / "tables"
    lived.whole.export_folder(folder, FolderKind.CSV)
    return folder


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_tables_have_names_and_stamps_with_offsets(lived: Services, tables: Path) -> None:
    incidents = rows_of(tables / "incidents.csv")
    with lived.workspace.database.read() as connection:
        assert len(incidents) == whole.counts(connection)["incident"]
    hand = next(row for row in incidents if row["Title"] == "'=HYPERLINK()")
    assert (hand["Classification"], hand["Status"], hand["Team"]) == ("Medium", "New", "'@SUM(1)")
    assert datetime.fromisoformat(hand["Opened"]).utcoffset() is not None
    both = {(row["Incident"], row["Source"]) for row in incidents}
    assert {(row["Incident"], row["Source"]) for row in rows_of(tables / "segments.csv")} == both
    assert {(row["Incident"], row["Source"]) for row in rows_of(tables / "comments.csv")} <= both
    assert {row["Team"] for row in rows_of(tables / "people.csv")} <= {
        row["Team"] for row in rows_of(tables / "teams.csv")
    }
    assert {row["Kind"] for row in rows_of(tables / "stays.csv")} <= {"guest", "on duty"}
    assert all(row["Target set"] and row["Classification"] for row in rows_of(tables / "targets.csv"))


def test_every_journaled_table_is_there_but_the_answers_of_imports(tables: Path) -> None:
    assert len(list(tables.glob("*.csv"))) == len(schema.JOURNALED) - 1
    said = (tables / "README.txt").read_text()
    assert BERLIN in said
    assert "Filter: none" in said


def test_no_table_holds_a_formula(tables: Path) -> None:
    for path in tables.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))], path.name


def test_tables_cannot_become_a_workspace_and_say_so(tables: Path, tmp_path: Path) -> None:
    with pytest.raises(SecondWayError, match="only JSON lines can become a workspace again"):
        import_folder(tables, tmp_path / "new.secondway")
    assert list(tmp_path.iterdir()) == []
