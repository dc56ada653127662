"""Workspaces in odd places: written, backed up and opened again, or refused by a sentence that names the place."""

from __future__ import annotations

import os
import unicodedata
from contextlib import nullcontext
from pathlib import Path

import pytest

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.incidents import IncidentForm
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import backups, check
from tests.reliability.whole import state

SUFFIX = ".secondway"
LONGEST = 255 - len("-journal")  # SQLite puts that behind the name for its own files
NAMES = {
    "per cent": "100%20done",
    "hash": "desk #1",
    "question": "really?mode=ro",
    "spaces": "  our  desk ",
    "quotes": "the 'old' \"desk\"",
    "semicolon": "a;b&c=d+e",
    "backslash": "a\\b",
    "newline": "two\nlines",
    "brackets": "[desk]*{1}",
    "leading dash": "-rf",
    "leading dot": ".hidden",
    "emoji": "desk 🖨️",
    "right to left": "שולחן \u202edesk",
    "composed": unicodedata.normalize("NFC", "Störungen é"),
    "decomposed": unicodedata.normalize("NFD", "Störungen é"),
    "no letters of this alphabet": "障害",
    "a device elsewhere": "CON",
    "as long as there is room": "x" * (LONGEST - len(SUFFIX)),
    "as many bytes": "ü" * ((LONGEST - len(SUFFIX)) // 2),
}


def _lives(path: Path) -> None:
    """Create, write, back up, export, restore, close and open again; nothing is left anywhere else."""
    services = Services.over(Workspace.create(path))
    services.incidents.log(IncidentForm("first"))
    kept = services.backups.backup()
    backups.verify(kept)
    wanted = state(services.workspace.database)[1]
    services.incidents.log(IncidentForm("second"))
    services.exports.incidents(View(), path.parent / "list.csv")
    services.backups.restore(kept)
    assert services.workspace.facts().incidents == 1
    services.close()
    again = Workspace.open(path)
    assert again.facts().path == str(path.absolute())
    assert state(again.database)[1] == wanted
    assert check.problems(again.database) == []
    again.close()


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_workspace_lives_under_any_name(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "home"
    folder.mkdir()
    _lives(folder / f"{name}{SUFFIX}")
    left = {found.name for found in folder.iterdir() if found.is_file()}
    assert left == {f"{name}{SUFFIX}", "list.csv"}, "SQLite took no part of the name for something else"


@pytest.mark.parametrize(
    "name", [n for n in NAMES.values() if len(n) < 100], ids=[k for k, n in NAMES.items() if len(n) < 100]
)
def test_a_workspace_lives_in_a_folder_of_any_name(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    _lives(tmp_path / name / f"a{SUFFIX}")
    assert [found.name for found in tmp_path.iterdir()] == [name]


def test_a_composed_and_a_decomposed_name_are_two_workspaces_or_one_that_is_refused(tmp_path: Path) -> None:
    Workspace.create(tmp_path / f"{NAMES['composed']}{SUFFIX}").close()
    same = (tmp_path / f"{NAMES['decomposed']}{SUFFIX}").exists()  # on a file system that takes both for one
    with pytest.raises(SecondWayError, match="already") if same else nullcontext():
        Workspace.create(tmp_path / f"{NAMES['decomposed']}{SUFFIX}").close()
    assert len(list(tmp_path.iterdir())) == 1 + (not same)


def test_a_workspace_lives_deep_down(tmp_path: Path) -> None:
    folder = tmp_path / "/".join(["a folder of some length"] * 10)
    folder.mkdir(parents=True)
    _lives(folder / f"a{SUFFIX}")


def test_a_folder_deeper_than_the_database_reaches_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "/".join(["a folder of some length"] * 40)
    folder.mkdir(parents=True)
    with pytest.raises(SecondWayError) as refused:
        Workspace.create(folder / f"a{SUFFIX}")
    assert str(folder) in refused.value.sentence
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("length", [LONGEST + 1, 255, 300])
def test_a_name_that_leaves_no_room_for_the_log_is_refused_by_a_sentence(length: int, tmp_path: Path) -> None:
    with pytest.raises(SecondWayError, match="too long") as refused:
        Workspace.create(tmp_path / ("x" * (length - len(SUFFIX)) + SUFFIX))
    assert str(tmp_path) in refused.value.sentence
    assert list(tmp_path.iterdir()) == []


def test_a_relative_path_means_where_it_was_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    monkeypatch.chdir(tmp_path / "one")
    services = Services.over(Workspace.create(Path("../one/./a.secondway")))
    monkeypatch.chdir(tmp_path / "two")
    services.incidents.log(IncidentForm("first"))
    services.backups.backup()
    services.close()
    assert list((tmp_path / "two").iterdir()) == []
    assert (tmp_path / "one" / "a.secondway").exists()


def test_a_link_to_a_workspace_and_the_workspace_are_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "a.secondway", tmp_path / "link.secondway"
    held = Services.over(Workspace.create(real))
    link.symlink_to(real)
    through = Services.over(Workspace.open(link))
    through.incidents.log(IncidentForm("through the link"))
    held.incidents.log(IncidentForm("straight"))
    assert held.workspace.facts().incidents == through.workspace.facts().incidents == 2
    through.close()
    held.close()
    assert sorted(found.name for found in tmp_path.iterdir()) == ["link.secondway", "real"]
    again = Workspace.open(real)
    assert check.problems(again.database) == []
    again.close()


def test_a_link_to_nothing_is_refused_by_a_sentence(tmp_path: Path) -> None:
    (link := tmp_path / "link.secondway").symlink_to(tmp_path / "gone")
    with pytest.raises(SecondWayError, match="gone"):
        Workspace.open(link)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    Workspace.create(tmp_path / "a.secondway").close()
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(SecondWayError, match=str(tmp_path)):
            Workspace.create(tmp_path / "b.secondway")
        with pytest.raises(SecondWayError, match=str(tmp_path)):
            Workspace.open(tmp_path / "a.secondway")
        read = Workspace.open(tmp_path / "a.secondway", read_only=True)
        assert read.facts().incidents == 0
        read.close()
    finally:
        tmp_path.chmod(0o700)
