"""A list of incidents on paper: every word whole and in its place, rows whole, the head and the limit on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from desktop_app.ui.printing.incident_list import IncidentsOnPaper, ListColumn, incident_pages
from desktop_app.ui.printing.incident_list_columns import POINTS, column_widths, fitting, wish
from desktop_app.ui.printing.incident_list_preview import ListPreview
from desktop_app.ui.printing.marks import Page, Words
from desktop_app.ui.theme import COLOUR_PRINT, contrast
from tests.ui.printing.judging import colours, faults, texts

A4, LETTER = (210.0, 297.0), (215.9, 279.4)
SIZES = (A4, A4[::-1], LETTER, LETTER[::-1])
TITLES = ("Incident", "Title", "System error", "Classification", "Status", "Team", "Opened", "Goal")
COLUMNS = tuple(ListColumn(title, title in ("Title", "System error")) for title in TITLES)
LONG = "The nightly batch that brings invoices from the portal to the ledger stopped after the first of nine files "


def row(n: int, title: str = "") -> tuple[str, ...]:
    return (
        f"SW-{n}", title or f"Batch {n} late", "Batch late, file missing", "Medium", "Waiting for supplier",
        "Payments Dev", "8 Oct 2026 09:11", "43 d past",
    )  # fmt: skip


def listed(rows: int, title: str = "", **more: object) -> IncidentsOnPaper:
    made = tuple(row(n, title) for n in range(1, rows + 1))
    facts: dict[str, object] = {
        "facts": ("Open", "sorted by opened"), "about": ("Filter: open is yes", "Times are in Europe/Berlin"),
        "printed": "printed 23 Nov 2026 09:12", "owner": "Second Way · demo", "total": rows,
    }  # fmt: skip
    return IncidentsOnPaper("Incidents", COLUMNS, made, **{**facts, **more})  # type: ignore[arg-type]


def first_column(page: Page) -> list[str]:
    return [words for words in texts(page) if words.startswith("SW-")]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("rows", [0, 1, 40, 130])
def test_every_word_is_whole_and_in_its_place(size: tuple[float, float], rows: int) -> None:
    for page in incident_pages(listed(rows), size).pages:
        assert not faults(page)


@pytest.mark.parametrize("size", SIZES)
def test_a_long_title_has_two_lines_and_then_an_ellipsis(size: tuple[float, float]) -> None:
    page = incident_pages(listed(30, LONG * 4), size).pages[0]
    assert not faults(page, cut_allowed=True)
    title = next(mark.box.x for mark in page.marks if isinstance(mark, Words) and mark.text.startswith("The nightly"))
    lines = [mark for mark in page.marks if isinstance(mark, Words) and mark.box.x == title and mark.points == POINTS]
    assert len(lines) == 1 + 2 * len(first_column(page)), "the head and two lines for each row"
    assert all(line.text.endswith("…") for line in lines[2::2])


def test_a_title_that_fits_two_lines_is_not_cut() -> None:
    for page in incident_pages(listed(60, LONG.strip()), A4[::-1]).pages:
        assert not faults(page)


def test_no_incident_is_lost_or_printed_twice() -> None:
    document = incident_pages(listed(200, LONG), A4)
    assert [t for page in document.pages for t in first_column(page)] == [f"SW-{n}" for n in range(1, 201)]


def test_head_foot_and_page_number_are_on_every_page() -> None:
    pages = incident_pages(listed(100), A4[::-1]).pages
    for n, page in enumerate(pages, 1):
        said = texts(page)
        assert set(TITLES) <= set(said)
        assert f"Page {n} of {len(pages)}" in said
        assert "Filter: open is yes · Times are in Europe/Berlin" in said
        assert "printed 23 Nov 2026 09:12" in said


def test_it_is_said_plainly_that_not_all_are_printed() -> None:
    page = incident_pages(listed(10, total=12_345), A4).pages[0]
    assert "Only the first 10 of 12,345 incidents are printed; an export writes them all." in texts(page)
    assert not faults(page)


@pytest.mark.parametrize("size", SIZES)
def test_columns_that_have_no_room_are_named(size: tuple[float, float]) -> None:
    more = tuple(ListColumn(f"Column {n}") for n in range(20))
    rows = tuple(row(n) + tuple(f"value {n}" for n in range(20)) for n in range(1, 30))
    page = incident_pages(IncidentsOnPaper("Incidents", COLUMNS + more, rows, len(rows)), size).pages[0]
    assert not faults(page, cut_allowed=True)
    said = " ".join(texts(page))
    assert "Columns that have no room on this paper: " in said
    assert "Column 19." in said


def test_it_is_black_on_white() -> None:
    for page in incident_pages(listed(50), A4).pages:
        assert all(colour.saturation() == 0 for colour in colours(page))
        assert all(contrast(mark.colour, COLOUR_PRINT.paper) > 10 for mark in page.marks if isinstance(mark, Words))


def test_an_empty_list_is_a_page_that_says_so() -> None:
    pages = incident_pages(listed(0), A4).pages
    assert len(pages) == 1
    assert "No incident fits." in texts(pages[0])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60), max_size=8),
    st.sampled_from(SIZES),
)
def test_any_words_stay_inside_their_cells(words: list[str], size: tuple[float, float]) -> None:
    made = tuple((f"SW-{n}", text, text, "Low", "New", text, "1 Jan", text) for n, text in enumerate(words))
    listed_ = IncidentsOnPaper("Incidents", COLUMNS, made, len(made))
    for page in incident_pages(listed_, size).pages:
        cells = [mark for mark in page.marks if isinstance(mark, Words) and mark.points == POINTS]
        assert all(mark.at[0] >= mark.box.x - 0.01 for mark in cells)
        assert len([mark for mark in cells if mark.text.startswith("SW-")]) >= len(words)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 90)), min_size=1, max_size=24), st.floats(150, 280))
def test_columns_fill_the_width_and_keep_what_they_need(columns: list[tuple[bool, int]], room: float) -> None:
    wishes = [wish("Title", ["m" * n], grows=grows) for grows, n in columns]
    wishes = wishes[: fitting(wishes, room)]
    widths = column_widths(wishes, room)
    assert sum(widths) == pytest.approx(room)
    assert all(wide >= each.need - 1e-6 for wide, each in zip(widths, wishes, strict=True))


def test_no_word_is_broken_where_all_columns_stand() -> None:
    known = " ".join(" ".join(cells) for cells in (TITLES, *listed(20).rows)).split()
    for page in incident_pages(listed(20, facts=()), A4).pages:
        table = [m for m in page.marks if isinstance(m, Words) and m.points == POINTS and m.box.y > 22]
        assert table
        assert {word for mark in table for word in mark.text.split()} <= set(known)


OpenPreview = Callable[[IncidentsOnPaper], ListPreview]


@pytest.fixture
def preview(qtbot: QtBot) -> Iterator[OpenPreview]:
    opened: list[ListPreview] = []

    def show(shown: IncidentsOnPaper) -> ListPreview:
        dialog = ListPreview(shown)
        opened.append(dialog)
        qtbot.addWidget(dialog)
        dialog.open()
        rest(dialog, qtbot)
        return dialog

    yield show
    for dialog in opened:
        dialog.reject()


def rest(dialog: ListPreview, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.is_busy and dialog.document is not None, timeout=20_000)


def test_paper_and_orientation_can_be_chosen(preview: OpenPreview, qtbot: QtBot) -> None:
    dialog = preview(listed(40))
    assert dialog.document is not None
    assert (dialog.document.pages[0].width, dialog.document.pages[0].height) == A4[::-1], "many columns lie across"
    dialog.choices.lies.choose(False)
    rest(dialog, qtbot)
    assert (dialog.document.pages[0].width, dialog.document.pages[0].height) == A4
    dialog.choices.papers.setCurrentIndex(1)
    rest(dialog, qtbot)
    assert (dialog.document.pages[0].width, dialog.document.pages[0].height) == LETTER


def test_hundreds_of_pages_are_all_written_though_few_are_drawn(
    preview: OpenPreview, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = preview(listed(800))
    assert dialog.document is not None
    assert len(dialog.view.images) == dialog.most_drawn < len(dialog.document.pages)
    assert "The first 20 are shown here; all of them are printed." in dialog.choices._count.text()
    dialog.save(tmp_path / "list.pdf")
    rest(dialog, qtbot)
    assert (tmp_path / "list.pdf").read_bytes().count(b"/Type /Page\n") == len(dialog.document.pages)
