"""The monthly sheet on paper: every word whole and in its place, whatever the month, and the same places each month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.monthly_sheet import Coming, Sheet
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace
from desktop_app.ui.operations import Operations
from desktop_app.ui.printing.layouts import Paper
from desktop_app.ui.printing.marks import Dots, Page, Words
from desktop_app.ui.printing.month_preview import MonthlySheetDialog
from desktop_app.ui.printing.month_sheet import month_pages, write_pdf
from desktop_app.ui.printing.month_strips import swarm
from desktop_app.ui.printing.scene import Options
from tests import factories
from tests.ui.clipping import clipped
from tests.ui.printing.judging import colours, faults, texts
from tests.ui.printing.months import issued, month

PAPERS = (Paper.A4, Paper.LETTER)


@pytest.fixture(scope="module")
def sample() -> Sheet:
    return month(430)


def printed(found: Sheet, paper: Paper = Paper.A4, *, colour: bool = False) -> Page:
    (page,) = month_pages(found, paper.size, Options(colour=colour)).pages
    return page


@pytest.mark.parametrize("paper", PAPERS)
def test_every_word_of_the_sample_is_whole_and_in_its_place(sample: Sheet, paper: Paper) -> None:
    for found in (sample, issued(sample, 0), issued(sample, 1), issued(sample, 5)):
        assert faults(printed(found, paper)) == []


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("n", [0, 3, 9, 11, 2500])
def test_so_it_is_with_few_incidents_and_with_many(n: int, paper: Paper) -> None:
    assert faults(printed(month(n, others=n > 100), paper)) == []


@pytest.mark.parametrize("paper", PAPERS)
def test_without_sides_and_without_a_rota_it_says_what_is_missing(paper: Paper) -> None:
    page = printed(month(60, sides=False, rotas=False), paper)
    assert faults(page) == []
    said = " ".join(texts(page))
    assert "It needs teams of both sides: set them under Teams and targets." in said
    assert "No rotation is published and no session has a date in these weeks." in said
    assert "All teams" not in said, "one lane needs no name"


@pytest.mark.parametrize("paper", PAPERS)
def test_longer_words_of_another_language_break_nothing(longer_words: None, paper: Paper) -> None:
    found = issued(month(430), 3)
    assert faults(printed(found, paper)) == []


def test_names_as_long_as_they_may_be_are_cut_inside_their_boxes(sample: Sheet) -> None:
    long = "A very long name that somebody gave to a system error in the tool that exports"
    rows = tuple((f"{long} {n}", count, share) for n, (_name, count, share) in enumerate(sample.errors.rows))
    coming = tuple(Coming("27 Apr – 8 May", f"Hub: {long}, 3 h, {long}", "11 seats") for _n in range(6))
    found = replace(sample, errors=replace(sample.errors, rows=rows), coming=coming, coming_left=12)
    found = replace(found, between=replace(found.between, errors=((long, 3), (long, 2), ("4 other causes", 9))))
    assert faults(printed(found), cut_allowed=True) == []


def test_it_is_black_and_white_unless_colour_is_asked_for(sample: Sheet) -> None:
    assert all(colour.saturation() == 0 for colour in colours(printed(sample)))
    page = printed(sample, colour=True)
    assert any(colour.saturation() for colour in colours(page))
    assert faults(page) == []


def test_months_have_the_same_places(sample: Sheet) -> None:
    def places(page: Page) -> dict[str, tuple[float, float]]:
        heads = ("Critical", "Ops only", "Backlog ageing", "Top system errors", "30 d", "100 %")
        return {mark.text: mark.at for mark in page.marks if isinstance(mark, Words) and mark.text in heads}

    one, other = places(printed(sample)), places(printed(month(200)))
    assert set(one) == set(other)
    for words, at in one.items():
        assert other[words] == pytest.approx(at, abs=4.0), words
        assert other[words][0] == pytest.approx(at[0], abs=0.01), "no place moves sideways"


def test_a_draft_says_so_and_an_issue_has_its_number(sample: Sheet) -> None:
    assert "DRAFT" in texts(printed(sample))
    page = printed(issued(sample, 3))
    said = " ".join(texts(page))
    assert "ISSUED no 10" in said
    assert "Changed since issued:" in said
    assert "January (issued as no 0): 88 %, now 86 %: 3 reopened" in said
    assert "1 more issued month changed." in said


def test_there_is_a_dot_for_each_incident_that_is_not_sampled(sample: Sheet) -> None:
    lanes = [lane for strip in sample.strips.strips for lane in strip.lanes]
    discs = [mark for mark in printed(sample).marks if isinstance(mark, Dots)]
    rings = sum(len(lane.dots) for lane in lanes if lane.ring)
    assert sum(len(mark.centres) for mark in discs) == sum(len(lane.dots) for lane in lanes) + rings


def test_discs_of_a_swarm_do_not_lie_upon_each_other_while_there_is_room() -> None:
    made, crowded = swarm([float(n) / 3 for n in range(60)], 0.5, 2.9)
    assert crowded == 0
    near = [(a, b) for k, a in enumerate(made) for b in made[k + 1 :]]
    assert all((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 > 0.95 for a, b in near)
    _made, crowded = swarm([1.0] * 60, 0.5, 2.9)
    assert crowded > 40


def test_a_pdf_holds_the_figures_as_text(sample: Sheet, tmp_path: Path) -> None:
    sentence = write_pdf(sample, tmp_path / "march.pdf")
    assert sentence == "Shared goal, March 2026 was saved in “march.pdf”."
    assert (tmp_path / "march.pdf").read_bytes().startswith(b"%PDF")


# -- the preview


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    workspace = Workspace.create(tmp_path / "team.secondway")
    factories.fill(workspace, 600)
    yield Services.over(workspace)
    workspace.close()


@pytest.fixture
def dialog(qtbot: QtBot, services: Services, operations: Operations) -> Iterator[MonthlySheetDialog]:
    made = MonthlySheetDialog(services.monthly, services.monthly.offered(), operations)
    qtbot.addWidget(made)
    made.open()
    rest(qtbot, made)
    yield made
    made.reject()


def rest(qtbot: QtBot, dialog: MonthlySheetDialog) -> None:
    def calm() -> bool:
        return not (dialog.is_busy or dialog._writes.is_busy or dialog.document is None)

    qtbot.waitUntil(calm, timeout=20_000)


def said(dialog: MonthlySheetDialog) -> list[str]:
    assert dialog.document is not None
    return texts(dialog.document.pages[0])


def test_the_preview_shows_the_newest_whole_month_and_any_other(
    qtbot: QtBot, dialog: MonthlySheetDialog, services: Services
) -> None:
    offered = services.monthly.offered()
    assert offered.proposed is not None
    assert dialog.choices.month == offered.proposed
    assert f"{offered.proposed:%Y-%m}" in " ".join(said(dialog))
    assert [dialog.choices.months.itemData(n) for n in range(dialog.choices.months.count())] == list(offered.months)
    dialog.choices.months.choose(offered.months[-1])
    rest(qtbot, dialog)
    qtbot.waitUntil(lambda: f"{offered.months[-1]:%Y-%m}" in " ".join(said(dialog)))


def test_an_issue_is_kept_and_shown_as_handed_out(qtbot: QtBot, dialog: MonthlySheetDialog, services: Services) -> None:
    assert "DRAFT" in said(dialog)
    dialog.choices.issue_button.click()
    rest(qtbot, dialog)
    qtbot.waitUntil(lambda: "ISSUED no 1" in said(dialog), timeout=20_000)
    assert dialog.message.sentence.startswith("Sheet no 1, ")
    assert [each.number for each in services.monthly.issued()] == [1]
    dialog.choices.versions.setCurrentIndex(1)
    rest(qtbot, dialog)
    qtbot.waitUntil(lambda: "DRAFT" in said(dialog))


def test_the_workbook_is_written_beside_it(qtbot: QtBot, dialog: MonthlySheetDialog, tmp_path: Path) -> None:
    dialog.ask_save = lambda *_asked: (str(tmp_path / "month"), "")
    with qtbot.waitSignal(dialog.saved, timeout=20_000) as told:
        dialog.choices.workbook_button.click()
    assert told.args[0].startswith("month.xlsx: ")
    assert (tmp_path / "month.xlsx").exists()


def test_a_month_without_anything_due_cannot_be_issued(
    qtbot: QtBot, services: Services, operations: Operations
) -> None:
    offered = replace(services.monthly.offered(), months=(date(1999, 5, 1),), proposed=date(1999, 5, 1))
    dialog = MonthlySheetDialog(services.monthly, offered, operations)
    qtbot.addWidget(dialog)
    dialog.open()
    rest(qtbot, dialog)
    dialog.choices.issue_button.click()
    qtbot.waitUntil(lambda: bool(dialog.message.sentence))
    assert dialog.message.sentence == "No incident was due in May 1999, so there is nothing to issue."
    dialog.reject()


def test_nothing_in_the_preview_is_cut(qtbot: QtBot, longer_words: None, dialog: MonthlySheetDialog) -> None:
    qtbot.waitUntil(lambda: clipped(dialog) == [])
