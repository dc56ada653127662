"""The disk is full at any byte: the sentence names the folder, no file is damaged, nothing that was stored is lost."""

from __future__ import annotations

import gc
import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.imports import ImportAnswers
from desktop_app.services.imports import PreparedImport
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import backups, check
from desktop_app.storage.database import Database
from tests.reliability import acts
from tests.reliability.conftest import OLDER
from tests.reliability.effort import effort
from tests.reliability.full import no_file_larger_than
from tests.reliability.whole import state
from tests.storage.builders import store

SIZES = effort("SIZES", 12)
HEADER = "Number,Opened,Resolved,Closed,Priority,State,Assignment group,Short description\n"
LINE = "INC{n},2026-01-05 08:00:00,,,1 - Critical,In Progress,Operations,Mail {n} down\n"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of some hundred incidents, closed."""
    path = tmp_path_factory.mktemp("prepared") / "a.secondway"
    database = Database.create(path)
    store(database, [f"T{n}" for n in range(400)])
    database.close()
    return path


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sheet") / "dump.csv"
    path.write_text(HEADER + "".join(LINE.format(n=n) for n in range(300)))
    return path


@dataclass
class Tried:
    """How often something was done, and how often it was said that the disk is full."""

    done: int = 0
    refused: int = 0


def _sizes(largest: int) -> Iterator[int]:
    """Limits from nothing to more than is needed, denser where files begin."""
    for n in range(SIZES):
        yield int(largest * (n / max(1, SIZES - 1)) ** 2)


def _tried(size: int, folder: Path, tried: Tried, do: Callable[[], object]) -> bool:
    """Whether it was done on a disk that takes files up to a size; a refusal must name the folder."""
    try:
        with no_file_larger_than(size):
            do()
    except SecondWayError as error:
        sentence = error.sentence
    else:
        tried.done += 1
        return True
    assert str(folder) in sentence
    tried.refused += 1
    return False


def _changed(folder: Path, start: Path, size: int, tried: Tried, change: Callable[[Services], object]) -> None:
    """Change a workspace on a disk that fills up; it is as before the change or after it, and sound."""
    path = folder / "home" / "a.secondway"
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir()
    shutil.copy(start, path)
    services = Services.over(Workspace.open(path))
    before = state(services.workspace.database)
    try:
        done = _tried(size, path.parent, tried, lambda: change(services))
        held = state(services.workspace.database)
        assert (held != before) is done, "the window still shows what is stored"
    finally:
        services.close()
    again = Database.open(path)
    assert state(again) == held
    assert check.problems(again) == []
    again.close()


def _say(figures: Callable[[str], None], what: str, tried: Tried) -> None:
    figures(f"full disk, {what}: {SIZES} sizes, {tried.done} stored, {tried.refused} refused, 0 damaged, 0 lost")
    assert tried.done
    assert tried.refused


def test_a_save_is_stored_or_refused_by_a_sentence(
    prepared: Path, tmp_path: Path, figures: Callable[[str], None]
) -> None:
    tried = Tried()
    for number, size in enumerate(_sizes(200_000)):
        _changed(tmp_path, prepared, size, tried, lambda services, seed=number: acts.log(services, random.Random(seed)))
    _say(figures, "save", tried)


def test_an_import_is_stored_or_refused_by_a_sentence(
    prepared: Path, sheet: Path, tmp_path: Path, figures: Callable[[str], None]
) -> None:
    tried = Tried()
    first = Services.over(Workspace.open(Path(shutil.copy(prepared, tmp_path / "first.secondway"))))
    raw = first.imports.prepare(sheet, ImportAnswers()).raw
    first.close()

    def change(services: Services) -> None:
        plan: PreparedImport = services.imports.prepare(sheet, ImportAnswers(), raw=raw)
        services.imports.commit(plan)

    for size in _sizes(1_000_000):
        _changed(tmp_path, prepared, size, tried, change)
    _say(figures, "import", tried)


def test_a_file_that_cannot_be_read_for_want_of_room_is_refused_by_a_sentence(
    prepared: Path, sheet: Path, tmp_path: Path
) -> None:
    services = Services.over(Workspace.open(Path(shutil.copy(prepared, tmp_path / "a.secondway"))))
    with no_file_larger_than(0), pytest.raises(SecondWayError, match=r"dump\.csv"):
        services.imports.prepare(sheet, ImportAnswers())
    services.close()


@pytest.mark.parametrize("fixture", OLDER, ids=lambda path: path.stem)
def test_an_upgrade_is_done_or_refused_by_a_sentence(
    fixture: Path, tmp_path: Path, figures: Callable[[str], None]
) -> None:
    path, tried, wanted = tmp_path / "home" / "a.secondway", Tried(), None
    for size in _sizes(2 * fixture.stat().st_size):
        shutil.rmtree(path.parent, ignore_errors=True)
        path.parent.mkdir()
        shutil.copy(fixture, path)
        _tried(size, path.parent, tried, lambda: Database.open(path).close())
        database = Database.open(path)
        wanted = wanted or state(database)
        assert state(database) == wanted
        assert check.problems(database) == []
        database.close()
        for kept in path.parent.glob("*.before-*.secondway"):
            backups.verify(kept)
    _say(figures, f"upgrade of {fixture.stem}", tried)


def test_a_backup_is_whole_or_not_there(prepared: Path, tmp_path: Path, figures: Callable[[str], None]) -> None:
    path, tried = Path(shutil.copy(prepared, tmp_path / "a.secondway")), Tried()
    services = Services.over(Workspace.open(path))
    before = state(services.workspace.database)
    for size in _sizes(path.stat().st_size * 2):
        kept = tmp_path / "kept"
        if _tried(size, kept, tried, lambda: services.backups.backup(kept)):  # noqa: B023 - called at once
            (made,) = kept.glob("*.secondway")
            backups.verify(made)
        else:
            assert list(kept.glob("*")) == []
        shutil.rmtree(kept, ignore_errors=True)
    services.close()
    again = Database.open(path)
    assert state(again) == before
    again.close()
    _say(figures, "backup", tried)


def test_a_restore_is_done_or_refused_by_a_sentence(
    prepared: Path, tmp_path: Path, figures: Callable[[str], None]
) -> None:
    tried, copied = Tried(), Path(shutil.copy(prepared, tmp_path / "a.secondway"))
    services = Services.over(Workspace.open(copied))
    kept = services.backups.backup(tmp_path / "kept")
    acts.import_(services, random.Random(3))
    services.close()
    for size in _sizes(copied.stat().st_size * 3):
        _changed(tmp_path, copied, size, tried, lambda services: services.backups.restore(kept))
    _say(figures, "restore", tried)


# what openpyxl had half written closes itself when it is collected, and complains that its file is closed already
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_an_export_is_whole_or_leaves_the_file_that_was_there(
    suffix: str, prepared: Path, tmp_path: Path, figures: Callable[[str], None]
) -> None:
    services, tried = Services.over(Workspace.open(Path(shutil.copy(prepared, tmp_path / "a.secondway")))), Tried()
    services.incidents.open_list(View()).page(0, 1)  # what a window shows that is open
    out = tmp_path / "out"
    out.mkdir()
    path = out / f"list.{suffix}"
    for size in _sizes(600_000):
        path.write_text("of yesterday")
        if _tried(size, out, tried, lambda: services.exports.incidents(View(), path)):
            assert "T399" in (path.read_text("utf-8-sig") if suffix == "csv" else _texts(path))
        else:
            assert path.read_text() == "of yesterday"
        assert list(out.iterdir()) == [path], "nothing is left beside it"
    services.close()
    gc.collect()  # now, and not while another test runs
    _say(figures, f"export as {suffix}", tried)


def _texts(path: Path) -> str:
    with ZipFile(path) as book:
        assert book.testzip() is None
        return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may make a small disk, and not everywhere")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_really_full_damages_nothing(small_disk: Path, figures: Callable[[str], None]) -> None:
    path = small_disk / "a.secondway"
    Workspace.create(path).close()
    services, stored, chance = Services.over(Workspace.open(path)), 0, random.Random(1)
    sentence = ""
    while not sentence:
        held = state(services.workspace.database)
        try:
            acts.import_(services, chance)
        except SecondWayError as error:
            sentence = error.sentence
        else:
            stored += 1
    assert str(small_disk) in sentence
    assert state(services.workspace.database) == held
    services.close()
    again = Database.open(path)
    assert state(again) == held
    assert check.problems(again) == []
    again.close()
    figures(f"full disk, a file system of 2 MB: {stored} imports stored until it was full, 0 lost, 0 damaged")
