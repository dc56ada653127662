"""The list on paper says what the table says: its columns, its order, its filter; and nothing is lost silently."""

from __future__ import annotations

import pytest

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import IncidentForm
from desktop_app.services.suite import Services
from desktop_app.ui.incidents import cells
from desktop_app.ui.incidents.columns import all_columns
from desktop_app.ui.printing import incident_list
from desktop_app.ui.printing.incident_list import IncidentsOnPaper, incident_pages
from desktop_app.ui.printing.incident_list_preview import ListPreview
from tests.ui.incidents.conftest import SIZE, Drive, Driver
from tests.ui.incidents.test_page import show_all
from tests.ui.printing.judging import faults, texts

A4_ACROSS = (297.0, 210.0)


def printed(driver: Driver) -> IncidentsOnPaper:
    asked: list[IncidentsOnPaper] = []
    driver.page.print_wanted.connect(asked.append)
    driver.page.print_()
    driver.settle()
    return asked[-1]


def test_it_has_the_columns_and_rows_of_the_table(drive: Drive) -> None:
    driver = drive()
    show_all(driver)
    listed = printed(driver)
    keys = driver.parts.table.placing.keys()
    titles = {column.key: column.title for column in all_columns()}
    assert [column.title for column in listed.columns] == [titles[key] for key in keys]
    found = driver.parts.table._shown.found
    assert found is not None
    assert listed.rows == tuple(tuple(cells.words(row, key) for key in keys) for row in found.page(0, found.total))
    assert listed.title == "Incidents: All"
    assert listed.facts == ("newest first",)


def test_every_incident_of_a_long_list_is_on_a_page(drive: Drive) -> None:
    driver = drive()
    show_all(driver)
    listed = printed(driver)
    assert listed.total == len(listed.rows) == SIZE
    pages = incident_pages(listed, A4_ACROSS).pages
    assert not [fault for page in pages[:3] for fault in faults(page, cut_allowed=True)]
    assert f"Page 1 of {len(pages)}" in texts(pages[0])


def test_the_foot_says_filter_zone_and_goal(drive: Drive) -> None:
    driver = drive()
    driver.page.show_filter(IncidentFilter().where("classification", "one_of", "Medium"), "Only medium")
    driver.settle()
    listed = printed(driver)
    assert listed.title == "Incidents: Only medium"
    assert "Filter: Classification: Medium" in listed.about
    assert "Times are in the zone UTC" in listed.about
    assert "Measured against the shared goal" in listed.about
    assert listed.printed.startswith("printed ")


def test_more_rows_than_fit_are_said(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incident_list, "MOST_ROWS", 50)
    driver = drive()
    show_all(driver)
    listed = printed(driver)
    assert (len(listed.rows), listed.total) == (50, SIZE)
    words = f"Only the first 50 of {SIZE} incidents are printed; an export writes them all."
    assert words in texts(incident_pages(listed, A4_ACROSS).pages[-1])


def test_a_title_over_several_lines_is_one_text(drive: Drive, services: Services) -> None:
    services.incidents.log(IncidentForm("First line\nsecond\tline"))
    listed = printed(drive())
    assert any("First line second line" in row for row in listed.rows)


def test_nobody_is_named(drive: Drive, services: Services) -> None:
    listed = printed(drive())
    said = " ".join([listed.title, *listed.facts, *listed.about, listed.owner, *(" ".join(row) for row in listed.rows)])
    assert services.workspace.author not in said.split()


def test_an_empty_list_is_not_printed(drive: Drive) -> None:
    driver = drive()
    driver.page.show_filter(IncidentFilter().where("id", "one_of", 999_999))
    driver.settle()
    driver.page.print_()
    assert driver.said[-1] == "There is nothing to print: no incident is shown."


def test_the_preview_shows_it(drive: Drive) -> None:
    driver = drive()
    dialog = ListPreview(printed(driver))
    driver.qtbot.addWidget(dialog)
    dialog.open()
    driver.qtbot.waitUntil(lambda: not dialog.is_busy and dialog.document is not None, timeout=20_000)
    assert dialog.view.images
    dialog.reject()
