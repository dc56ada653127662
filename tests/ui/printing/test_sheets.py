"""Every sheet at every size: words whole and in their place, rows high enough, grey and colour alike."""

from __future__ import annotations

from functools import lru_cache

import pytest

from desktop_app.domain.errors import Refused
from desktop_app.ui.printing.layouts import Layout, Paper, compose
from desktop_app.ui.printing.marks import Box, Document, Page, Words
from desktop_app.ui.printing.scene import Options
from desktop_app.ui.theme import GREY_PRINT, PrintPalette, contrast
from tests.ui.printing.boards import board
from tests.ui.printing.judging import colours, faults, texts

COUNTS = (3, 15, 60)
SCHEDULES = (Layout.MONTH, Layout.QUARTER)
CASES = [(count, layout) for count in COUNTS for layout in Layout]


@lru_cache(maxsize=2)
def document(count: int, layout: Layout, paper: Paper, *, colour: bool = False) -> Document:
    return compose(layout, board(count, open_slots=1), paper, Options(colour=colour))


@pytest.mark.parametrize(("count", "layout"), CASES)
def test_every_word_is_whole_readable_and_in_its_place_on_every_paper(count: int, layout: Layout) -> None:
    for paper in layout.papers:
        found = [fault for page in document(count, layout, paper).pages for fault in faults(page)]
        assert not found, paper


@pytest.mark.parametrize(("count", "layout"), CASES)
def test_colour_changes_nothing_but_colours_and_stays_readable(count: int, layout: Layout) -> None:
    for paper in layout.papers:
        grey, colour = document(count, layout, paper), document(count, layout, paper, colour=True)
        assert [texts(page) for page in grey.pages] == [texts(page) for page in colour.pages]
        for one, other in zip(grey.pages, colour.pages, strict=True):
            assert places(one) == places(other)
            assert paper is not layout.papers[0] or not faults(other)
        assert layout not in SCHEDULES or colours(grey.pages[0]) != colours(colour.pages[0])


def places(page: Page) -> list[tuple[type, Box]]:
    return [(type(mark), mark.ink if isinstance(mark, Words) else mark.box) for mark in page.marks]


def test_grey_sheets_have_no_colour() -> None:
    for name in PrintPalette.__slots__:
        shade = getattr(GREY_PRINT, name)
        assert shade.red() == shade.green() == shade.blue(), name


def test_what_is_told_by_grey_alone_can_be_told_apart() -> None:
    assert contrast(GREY_PRINT.shade, GREY_PRINT.paper) > 1.2
    assert contrast(GREY_PRINT.to_ops, GREY_PRINT.to_dev) > 10


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("layout", SCHEDULES)
def test_everybody_has_a_row_on_exactly_one_page(count: int, layout: Layout) -> None:
    for paper in layout.papers:
        pages = document(count, layout, paper).pages
        assert sum(len(page.rows) for page in pages) == count
        rows = [text for page in pages for text in texts(page)]
        assert {person.name for person in board(count).people} <= set(rows)


@pytest.mark.parametrize("paper", Layout.MONTH.papers)
def test_pages_are_counted_and_repeat_what_is_needed_to_read_them(paper: Paper) -> None:
    pages = document(60, Layout.MONTH, paper).pages
    for index, page in enumerate(pages):
        words = texts(page)
        assert f"Page {index + 1} of {len(pages)}" in words
        assert {"PUBLISHED v3", "W01", "On duty", "Hub sessions", "Cover kept", "guest in Ops"} <= set(words)


def test_fifteen_people_fit_one_page_a4() -> None:
    assert len(compose(Layout.MONTH, board(15, full=True), Paper.A4).pages) == 1


def test_few_people_get_rows_of_15_mm_and_lines_for_notes() -> None:
    page = document(3, Layout.MONTH, Paper.A4).pages[0]
    assert set(page.rows) == {15.0}
    assert "Notes and wishes for the next plan" in texts(page)


@pytest.mark.parametrize("layout", list(Layout))
def test_schedules_lie_and_the_others_stand(layout: Layout) -> None:
    for paper in layout.papers:
        page = document(3, layout, paper).pages[0]
        size = (page.height, page.width) if layout in SCHEDULES else (page.width, page.height)
        assert size == paper.size


def test_a_paper_that_a_layout_is_not_made_for_is_refused() -> None:
    with pytest.raises(Refused, match="“Team month” is printed on A4, Letter, A3, not on A5"):
        compose(Layout.MONTH, board(3), Paper.A5)
