"""The hostile files of other readers' test suites: each is read whole or refused by a sentence, and nothing crashes.

``make test`` judges some of every kind; ``make check-hostile`` all of them and lists in a file those that are not as
expected. They are third parties' files: never part of the project, unpacked to a temporary folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from desktop_app.exchange.reader import limits, reading
from tests.exchange import hostile
from tests.exchange.hostile import Verdict
from tests.exchange.hostile_labels import BETTER_LABELS

ALL = bool(os.environ.get("HOSTILE_ALL"))
AT_ONCE = 2
GATE_SECONDS = 2.0
pytestmark = pytest.mark.skipif(not hostile.DATA.is_dir(), reason="the shared hostile files are not on this machine")


@pytest.fixture(scope="module")
def highest() -> Iterator[list[int]]:
    """The most memory a worker was seen to hold, in bytes."""
    seen, resident = [0], limits.resident

    def looked(identity: int) -> int:
        found = resident(identity)
        seen[0] = max(seen[0], found)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "resident", looked)
        yield seen


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory, highest: list[int]) -> list[Verdict]:
    entries = hostile.manifest()
    wanted = hostile.some(entries)
    entries = [entry for entry in entries if ALL or entry["f"] in wanted]
    folder = tmp_path_factory.mktemp("hostile")
    hostile.unpack(folder, [entry["f"] for entry in entries])
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(lambda entry: hostile.judge(folder, entry), entries))
    if report := os.environ.get("HOSTILE_REPORT"):
        Path(report).write_text("".join(f"{each.line()}\n" for each in found if not (each.fits and each.maps)))
    return found


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    return lambda line: record_property("figure", line)


def test_each_file_is_read_whole_or_refused_by_a_sentence(
    verdicts: list[Verdict], figures: Callable[[str], None]
) -> None:
    wrong = [verdict.line() for verdict in verdicts if not verdict.fits]
    figures(f"hostile files: {len(verdicts)}, {len(verdicts) - len(wrong)} as expected")
    assert not wrong, "\n".join(wrong)


def test_no_file_crashes_the_reading_or_the_mapping(verdicts: list[Verdict], figures: Callable[[str], None]) -> None:
    died = sum(verdict.worker_died for verdict in verdicts)
    figures(f"hostile files: {died} crashes of a worker, each turned into a sentence")
    crashed = [verdict.line() for verdict in verdicts if "crashed" in verdict.got + verdict.mapped]
    assert not crashed, "\n".join(crashed)


def test_what_was_read_is_stored_or_asked_about(verdicts: list[Verdict], figures: Callable[[str], None]) -> None:
    wrong = [f"{verdict.file}: {verdict.mapped}" for verdict in verdicts if not verdict.maps]
    read = [verdict for verdict in verdicts if verdict.mapped]
    asked = sum(verdict.mapped.startswith("asked") for verdict in read)
    figures(f"hostile files: of {len(read)} read, {asked} ask for a column, {len(read) - asked} are tickets")
    assert not wrong, "\n".join(wrong)


def test_no_file_takes_long_or_much_memory(
    verdicts: list[Verdict], highest: list[int], figures: Callable[[str], None]
) -> None:
    slowest = max(verdicts, key=lambda verdict: verdict.seconds)
    at_gate = max(verdicts, key=lambda verdict: verdict.gate_seconds)
    figures(
        f"hostile files: longest {slowest.seconds:.1f} s ({Path(slowest.file).name}),"
        f" at the gate {at_gate.gate_seconds:.2f} s, highest worker memory {highest[0] >> 20} MB"
    )
    assert slowest.seconds < reading.SECONDS + 1
    assert at_gate.gate_seconds < GATE_SECONDS
    assert highest[0] < limits.RESIDENT


def test_the_labels_that_we_hold_wrong_are_of_files_that_exist() -> None:
    entries: dict[str, Any] = {entry["f"]: entry for entry in hostile.manifest()}
    for file, (expect, reason) in BETTER_LABELS.items():
        assert reason
        assert expect != entries[file]["expect"]
