"""The worker is limited, watched and stopped; nothing of it reaches us but a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import pytest

from desktop_app.domain.errors import Cancelled, Refused
from desktop_app.exchange.reader import limits, reading, worker
from desktop_app.exchange.reader.reading import read
from tests.exchange.files import HEADER, plan, text_file, workbook

PEOPLE = "Number,Opened,Caller,Assigned to,Contact,State\nINC1,2026-02-03,Ann Lee,Bob Ray,ann@example.org,New\n"


class Told:
    """Progress that stops after it was asked a few times."""

    def __init__(self, stop_after: int) -> None:
        self.asked, self.stop_after = 0, stop_after

    def __call__(self, text: str, share: float | None = None) -> None:
        assert text.startswith("Reading")

    @property
    def cancelled(self) -> bool:
        self.asked += 1
        return self.asked > self.stop_after


def _instead(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Have another program in the worker's place."""
    monkeypatch.setattr(reading, "_executable", lambda: [sys.executable, "-c", code])


def test_persons_never_leave_the_worker(tmp_path: Path) -> None:
    path = text_file(tmp_path, PEOPLE)
    out = tmp_path / "out"
    out.mkdir()
    command = [sys.executable, "-m", "desktop_app", "read-table", str(path), "--kind", "text", "--out", str(out)]
    done = subprocess.run([*command, "--parent", str(os.getpid())], env=reading._environment(), check=False)
    assert done.returncode == worker.DONE
    written = b"".join(file.read_bytes() for file in out.iterdir())
    assert b"INC1" in written
    assert b"Assigned to" in written
    for name in (b"Ann", b"Bob", b"example.org"):
        assert name not in written
    assert read(path).persons == ("Caller", "Assigned to", "Contact")


def test_a_worker_that_was_begun_and_is_not_wanted_ends_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    path = text_file(tmp_path, "Number,Opened\n" + "INC1,2026-02-03\n" * 2_000_000)
    began = time.monotonic()
    with reading.begun(path):
        pass
    assert time.monotonic() - began < 1.5
    assert not list((tmp_path / "scratch").iterdir())


def test_a_table_that_was_begun_early_is_the_one_that_is_read(tmp_path: Path) -> None:
    path = text_file(tmp_path, PEOPLE)
    with reading.begun(path) as table:
        assert table(None).rows.equals(read(path).rows)


def test_cancel_ends_the_worker_at_once(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Number,Opened\n" + "INC1,2026-02-03\n" * 2_000_000)
    began = time.monotonic()
    with pytest.raises(Cancelled):
        read(path, progress=Told(5))
    assert time.monotonic() - began < 1.5


def test_a_worker_that_takes_too_long_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.05)
    with pytest.raises(Refused, match=r"tickets\.csv is refused: reading it took longer"):
        read(text_file(tmp_path, PEOPLE))


def test_a_worker_that_dies_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _instead(monkeypatch, "import os; os.abort()")
    with pytest.raises(Refused, match=r"tickets\.csv cannot be read"):
        read(text_file(tmp_path, PEOPLE))


def test_a_worker_that_hangs_is_stopped_within_a_second_of_the_wish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    _instead(monkeypatch, "import time; time.sleep(60)")
    began = time.monotonic()
    with pytest.raises(Cancelled):
        read(text_file(tmp_path, PEOPLE), progress=Told(5))
    assert time.monotonic() - began < 1.0
    assert not list((tmp_path / "scratch").iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows a job object limits the worker, not we")
def test_a_worker_that_holds_too_much_memory_is_ended_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RESIDENT", 100 << 20)
    _instead(monkeypatch, "import time; held = b'x' * (200 << 20); time.sleep(60)")
    with pytest.raises(Refused, match=r"tickets\.csv is refused: reading it needs more than 100 MB of memory"):
        read(text_file(tmp_path, PEOPLE))


@pytest.mark.skipif(sys.platform == "win32", reason="on Windows a job object limits the worker, not we")
def test_the_memory_of_a_process_is_known_and_of_none_is_nothing() -> None:
    assert 5 << 20 < limits.resident(os.getpid()) < limits.MEMORY
    assert limits.resident(2**22 + 1) == 0


def test_what_a_killed_program_left_behind_is_removed_by_the_next_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, fresh, foreign = (tmp_path / name for name in ("second-way-table-old", "second-way-table-fresh", "other"))
    for folder in (old, fresh, foreign):
        folder.mkdir()
        (folder / "table.arrow").write_bytes(b"tickets")
    for folder in (old, foreign):
        os.utime(folder, (1, 1))
    with reading.begun(text_file(tmp_path, PEOPLE)):
        assert not old.exists()
    assert fresh.exists()
    assert foreign.exists()


def test_a_workbook_within_a_zip_is_read_and_named_by_the_zip(tmp_path: Path) -> None:
    book = workbook(tmp_path, [HEADER, ("INC1", "2026-02-03")])
    with zipfile.ZipFile(tmp_path / "dump.zip", "w") as archive:
        archive.write(book, "export/tickets.xlsx")
    table = read(tmp_path / "dump.zip")
    assert table.path == tmp_path / "dump.zip"
    assert table.rows["Number"].to_list() == ["INC1"]


def test_a_sheet_that_holds_an_error_and_nothing_else_is_asked_about(tmp_path: Path) -> None:
    made = plan(workbook(tmp_path, [("#REF!",)]))
    assert made.review.questions
    assert made.incidents.is_empty()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no RLIMIT: a job object takes its place")
def test_the_worker_cannot_take_more_memory_than_its_limit() -> None:
    eat = "from desktop_app.exchange.reader import limits; import os;"
    eat += f" limits.confine(os.getppid()); bytearray({limits.MEMORY})"
    done = subprocess.run(
        [sys.executable, "-c", eat], env=reading._environment(), capture_output=True, text=True, check=False
    )
    assert "MemoryError" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_worker_ends_with_its_parent() -> None:
    child = (
        "from desktop_app.exchange.reader.limits import confine; import os, time; confine(os.getppid());"
        "print(os.getpid(), flush=True); time.sleep(60)"
    )
    parent = f"import subprocess,sys,time; subprocess.Popen([sys.executable,'-c',{child!r}]); time.sleep(60)"
    process = subprocess.Popen(
        [sys.executable, "-c", parent], env=reading._environment(), stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    orphan = int(process.stdout.readline())
    process.kill()
    process.communicate()
    until = time.monotonic() + 5
    while time.monotonic() < until and _runs(orphan):
        os.sched_yield()
    assert not _runs(orphan)


def _runs(identity: int) -> bool:
    try:
        return ") Z" not in Path(f"/proc/{identity}/stat").read_text()
    except FileNotFoundError:
        return False
