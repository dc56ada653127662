"""Where the data lie, when they were backed up, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from desktop_app.services.changes import Changes, Topic
from desktop_app.services.suite import Services
from desktop_app.ui.files.model import CHECKED, INCIDENTS, WHEN, WHY
from desktop_app.ui.files.page import FilesPage
from desktop_app.ui.files.words import recently, short, size
from desktop_app.ui.operations import Operations
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.messages import MessageBar
from tests.storage.builders import store
from tests.ui.clipping import clipped

Settle = Callable[[], None]


def shown(page: FilesPage, settle: Settle) -> FilesPage:
    page.show()
    settle()
    return page


def cell(page: FilesPage, row: int, column: int) -> str:
    return str(page.model.data(page.model.index(row, column)))


def act(bar: MessageBar, words: str) -> None:
    """Press the link in a bar."""
    found = [b for b in bar.findChildren(QAbstractButton) if b.text() == words and b.isVisible()]
    assert found, f"{bar.sentence} offers no “{words}”"
    found[0].click()


def test_the_first_view_is_one_sentence(page: FilesPage, settle: Settle) -> None:
    shown(page, settle)
    assert "Your data are stored in" in page.header.answer
    assert "no backup yet" in page.header.answer
    assert page.message.sentence == ""
    assert not page.section.isVisible()
    assert page.status.endswith("kB, 0 backups")


def test_every_backup_says_when_why_and_what_it_holds(page: FilesPage, stocked: list[Path], settle: Settle) -> None:
    shown(page, settle)
    assert "the last backup is from" in page.header.answer
    assert page.model.rowCount() == 2
    assert [cell(page, row, INCIDENTS) for row in (0, 1)] == ["30", "10"]
    assert cell(page, 0, WHY) == "by hand"
    assert cell(page, 0, CHECKED) == "when written"
    assert page.chosen is not None
    assert page.chosen.path == stocked[-1], "the newest is chosen"
    assert "30 incidents" in page.words.text()


def test_a_backup_is_written_and_every_page_hears_of_it(
    page: FilesPage, stocked: list[Path], operations: Operations, settle: Settle
) -> None:
    heard: list[Changes] = []
    operations.changed.connect(heard.append)
    shown(page, settle).back_up.click()
    settle()
    assert page.model.rowCount() == 3
    assert "Backup written to" in page.message.sentence
    assert heard[0].topics == {Topic.BACKUPS}


def test_a_restore_is_confirmed_done_and_undone(
    page: FilesPage, stocked: list[Path], services: Services, settle: Settle
) -> None:
    shown(page, settle)
    page.table.setCurrentIndex(page.model.index(1, WHEN))
    page.restore.click()
    assert "backed up first" in page.message.sentence
    assert services.workspace.facts().incidents == 60, "nothing happens before it is confirmed"
    act(page.message, "Restore")
    settle()
    assert services.workspace.facts().incidents == 10
    assert "is as it was on" in page.message.sentence
    assert cell(page, 0, WHY) == "before a restore"
    act(page.message, "Undo restore")
    settle()
    assert services.workspace.facts().incidents == 60


def test_a_restore_can_be_undone_after_a_restart_too(
    page: FilesPage, stocked: list[Path], services: Services, settle: Settle
) -> None:
    services.backups.restore(stocked[0])
    shown(page, settle)
    assert "nothing was stored since" in page.message.sentence
    act(page.message, "Undo restore")
    settle()
    assert services.workspace.facts().incidents == 60


def test_the_offer_to_undo_a_restore_goes_with_the_next_step(
    page: FilesPage, stocked: list[Path], services: Services, operations: Operations, settle: Settle
) -> None:
    services.backups.restore(stocked[0])
    shown(page, settle)
    store(services.workspace.database, ["Later"], source="Later")
    operations.changed.emit(Changes(frozenset(Topic)))
    settle()
    assert page.message.sentence == ""


def test_a_damaged_backup_is_named_and_not_restored(
    page: FilesPage, stocked: list[Path], services: Services, settle: Settle
) -> None:
    stocked[-1].write_bytes(stocked[-1].read_bytes()[:-1] + b"?")
    shown(page, settle).check.click()
    settle()
    assert stocked[-1].name in page.message.sentence
    assert [cell(page, row, CHECKED) for row in (0, 1)] == ["damaged", "just now"]
    page.restore.click()
    act(page.message, "Restore")
    settle()
    assert "damaged" in page.message.sentence
    assert services.workspace.facts().incidents == 60


def test_a_sound_workspace_says_so_in_one_sentence(page: FilesPage, stocked: list[Path], settle: Settle) -> None:
    shown(page, settle).check.click()
    settle()
    assert page.message.sentence == "The workspace is sound, and 2 backups are as they were written."


def test_a_folder_that_takes_no_backup_is_named_and_work_goes_on(
    page: FilesPage, services: Services, settle: Settle
) -> None:
    path = services.workspace.database.path
    path.with_name("desk backups").write_text("in the way")
    shown(page, settle).back_up.click()
    settle()
    assert str(path.parent) in page.message.sentence
    assert page.back_up.isEnabled()


def test_the_folder_is_opened_as_it_is_called(page: FilesPage, services: Services, settle: Settle) -> None:
    asked: list[QUrl] = []
    page.open_folder = asked.append
    shown(page, settle).folder.click()
    assert Path(asked[0].toLocalFile()) == services.workspace.database.path.parent


def test_recent_workspaces_are_opened_or_forgotten(
    qtbot: QtBot, page: FilesPage, stocked: list[Path], settle: Settle
) -> None:
    shown(page, settle)
    assert not page.recent.isVisible(), "depth is one click away"
    page.show_recent.click()
    links = {link.text(): link for link in page.recent.findChildren(Link)}
    assert links["desk"].isEnabled()
    assert not links["gone"].isEnabled()
    with qtbot.waitSignal(page.open_wanted) as opened:
        links["desk"].click()
    assert opened.args == ["/home/me/desk.secondway"]
    gone: list[str] = []
    page._forget = gone.append
    buttons = page.recent.findChildren(QAbstractButton)
    next(b for b in buttons if b.accessibleName().startswith("Forget gone")).click()
    settle()
    assert gone == ["/mnt/gone.secondway"]


@pytest.mark.parametrize("wide", [1160, 860])
def test_longer_words_fit(
    qtbot: QtBot, services: Services, stocked: list[Path], operations: Operations, settle: Settle,
    longer_words: None, wide: int,
) -> None:  # fmt: skip
    made = FilesPage(services.backups, operations)
    qtbot.addWidget(made)
    made.resize(wide, 700)
    shown(made, settle)
    made.show_recent.click()
    told = [said for said in clipped(made) if "desk.secondway" not in said and "desk backups" not in said]
    assert told == [], "a path alone may give way"


def test_sizes_and_times_read_like_speech() -> None:
    assert [size(n) for n in (0, 999, 1000, 5_173_248, 123_456_789, 2 * 10**12)] == [
        "0 bytes", "999 bytes", "1 kB", "5.2 MB", "123 MB", "2 TB",
    ]  # fmt: skip
    now = datetime(2026, 10, 8, 12, tzinfo=UTC)
    assert recently(datetime(2026, 10, 8, 8, tzinfo=UTC), now) == "today 08:00"
    assert recently(datetime(2026, 10, 7, 17, 30, tzinfo=UTC), now) == "yesterday 17:30"
    assert recently(datetime(2026, 9, 1, 8, tzinfo=UTC), now) == "1 Sep 2026 08:00"
    assert short(Path.home() / "a" / "b") == "~/a/b"
    assert short(Path("/opt/x")) == "/opt/x"
