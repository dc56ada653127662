"""The page shows what the services say, in its scope, and says calmly when there is little or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.charts import Bars, Bullets
from desktop_app.domain.figures import Choice, Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.services.suite import Services
from desktop_app.ui.operations import Operations
from desktop_app.ui.overview.page import OverviewPage
from desktop_app.ui.overview.slot import FigureSlot
from desktop_app.ui.widgets.labels import Label
from tests import factories
from tests.ui.rotations import office

Settle = Callable[[], None]
Opened = Callable[[str], Services]
OpenPage = Callable[..., OverviewPage]

LAST_MONTH = Period(date(2025, 12, 1), date(2025, 12, 31))


def said(page: OverviewPage) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisibleTo(page)]


def shown(slot: FigureSlot) -> Figure:
    assert slot.figure is not None
    return slot.figure


def test_every_section_is_what_the_services_say(page: OverviewPage, services: Services) -> None:
    nothing, measures = (IncidentFilter(), Period()), services.measures
    attainment = measures.figure("attainment", *nothing)
    assert shown(page.body.attainment).chart == attainment.chart
    assert shown(page.body.oldest).chart == measures.figure("oldest", *nothing, Choice(rows=6)).chart
    assert shown(page.body.cracks).n == measures.figure("cracks", *nothing).n
    assert page.header.answer.startswith(attainment.note)
    words = "\n".join(said(page))
    for figure in (attainment, shown(page.body.oldest), shown(page.body.cracks)):
        assert figure.headline in words
    assert attainment.values["beside"] in words, "how many came back, and what pauses do to it"


def test_the_header_adds_the_error_that_causes_most(page: OverviewPage, services: Services) -> None:
    pareto = services.measures.figure("pareto", IncidentFilter(), Period())
    assert str(pareto.values["largest"]).startswith("one error, System error 01, causes ")
    assert page.header.answer.endswith(f"; {pareto.values['largest']}")


def test_the_numbers_agree_to_the_digit_with_the_targets_page(page: OverviewPage, services: Services) -> None:
    for period in (Period(), LAST_MONTH):
        page.set_scope(IncidentFilter(), period)
        targets = services.measures.repair_times(IncidentFilter(), period)
        bullets = services.measures.figure("attainment", IncidentFilter(), period).chart
        assert isinstance(bullets, Bullets)
        in_time = {row[0].text: row for row in targets.table.rows}
        columns = targets.table.columns
        for row in bullets.rows:
            whole = in_time[row.label]
            assert row.cells[0].text == whole[columns.index("In time")].text
            assert row.cells[-1].value == whole[columns.index("Incidents")].value


def test_the_scope_narrows_every_number_but_what_is_open_now(
    page: OverviewPage, services: Services, settle: Settle
) -> None:
    oldest, before = shown(page.body.oldest), shown(page.body.attainment).n
    page.set_scope(IncidentFilter(), LAST_MONTH)
    settle()
    found = services.measures.figure("attainment", IncidentFilter(), LAST_MONTH)
    assert 0 < shown(page.body.attainment).n == found.n < before
    assert shown(page.body.oldest).chart == oldest.chart
    case = services.measures.case_numbers(IncidentFilter(), LAST_MONTH)
    assert page.body.case.cases[0].counts.words == f"{case.resolved_by_dev.n} of {case.resolved_by_dev.of} repaired"
    assert page.status == found.values["status"]


def test_the_status_bar_says_the_same_to_the_digit_as_the_targets_page(
    page: OverviewPage, services: Services, settle: Settle
) -> None:
    for period in (LAST_MONTH, Period()):
        page.set_scope(IncidentFilter(), period)
        settle()
        assert page.status == services.measures.repair_times(IncidentFilter(), period).status


def test_without_a_period_before_there_is_no_column_for_it(page: OverviewPage, settle: Settle) -> None:
    for period, columns in ((Period(), ("In time", "n")), (LAST_MONTH, ("In time", "Before", "n"))):
        page.set_scope(IncidentFilter(), period)
        settle()
        chart = shown(page.body.attainment).chart
        assert isinstance(chart, Bullets)
        assert chart.columns == columns
        assert all(len(row.cells) == len(columns) for row in chart.rows)


def test_what_is_refused_leaves_the_other_sections_in_sight(page: OverviewPage, settle: Settle) -> None:
    page.set_scope(IncidentFilter(target_set=99), Period())
    settle()
    assert page.body.isVisible()
    assert "There is no target set" in page.body.attainment.message.sentence
    assert page.body.attainment.message.isVisible()
    assert page.header.answer == page.status == ""


def test_a_page_whose_first_figure_is_refused_is_not_blank(
    opened: Opened, operations: Operations, qtbot: QtBot, settle: Settle
) -> None:
    page = OverviewPage(opened("sided"), operations)
    qtbot.addWidget(page)
    page.set_scope(IncidentFilter(target_set=99), Period())
    page.show()
    settle()
    assert page.body.attainment.message.isVisible()
    assert page.body.coming.isVisible()


def test_at_most_six_wait_and_four_causes_are_drawn(page: OverviewPage) -> None:
    waiting, causes = shown(page.body.oldest).chart, shown(page.body.cracks).chart
    assert isinstance(waiting, Bars)
    assert isinstance(causes, Bars)
    assert len(waiting.rows) == 6
    assert len([row for row in causes.rows if not row.rest]) == 4


def test_the_case_numbers_stand_beside_the_articles_own(page: OverviewPage, services: Services) -> None:
    numbers = services.measures.case_numbers(IncidentFilter(), Period())
    dev, mild, plain, top = page.body.case.cases
    assert dev.share.accessibleName() == numbers.resolved_by_dev.sentence
    assert mild.share.words == f"{round(100 * (numbers.medium_or_low.share or 0))} %"
    assert plain.counts.words == f"{numbers.non_release.n:,} of {numbers.non_release.of:,}"
    words = said(page)
    for expected in ("article: about 2 %", "article: more than 90 %", "0 unknown", "article: most, from about 20"):
        assert expected in words
    assert top.share.words.endswith(" %")


def test_a_change_of_the_data_is_shown_at_once(
    page: OverviewPage, services: Services, undo: Callable[[], None], settle: Settle
) -> None:
    assert shown(page.body.attainment).n > 0
    undo()
    settle()
    assert page.nothing.isVisible()
    assert page.header.answer == ""
    assert not page.monthly.isEnabled()


def test_an_empty_workspace_offers_the_import(opened: Opened, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(opened("new"))
    assert page.nothing.isVisible()
    with qtbot.waitSignal(page.navigated) as told:
        page.start.click()
    assert told.args == ["import"]


def test_fewer_than_ten_are_counts_and_no_share(opened: Opened, open_page: OpenPage) -> None:
    page = open_page(opened("few"))
    assert page.body.isVisible()
    chart = shown(page.body.attainment).chart
    assert isinstance(chart, Bullets)
    assert all(row.share is None for row in chart.rows)
    assert all("%" not in case.share.words for case in page.body.case.cases)
    assert "%" not in page.header.answer


def test_a_period_without_incidents_is_words(page: OverviewPage, settle: Settle) -> None:
    page.set_scope(IncidentFilter(), Period(date(2030, 1, 1), date(2030, 12, 31)))
    settle()
    assert page.body.isVisible()
    assert page.header.answer == "No incident has reached its deadline under the shared goal yet"
    assert all(case.share.words == "–" for case in page.body.case.cases)


def test_without_sides_it_says_what_is_missing_and_leads_there(
    opened: Opened, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(opened("unsided"))
    assert "It needs teams of both sides: set them under Teams and targets" in said(page)
    assert page.body.cracks.link.words == "Set team sides"
    with qtbot.waitSignal(page.navigated) as told:
        page.body.cracks.link.click()
    assert told.args == ["teams"]


def test_without_a_published_rota_the_section_says_so_and_leads_there(page: OverviewPage, qtbot: QtBot) -> None:
    assert page.body.coming.sentence == "No rota is published for these days"
    assert page.body.coming.view.isHidden()
    with qtbot.waitSignal(page.navigated) as told:
        page.body.coming.open.click()
    assert told.args == ["rotations"]


def test_the_published_rota_of_the_next_two_weeks_is_drawn(open_page: OpenPage, opened: object, tmp_path: Path) -> None:
    services = office.with_plan(tmp_path / "rota.secondway", publish=True)
    factories.fill(services.workspace, 20)
    page = open_page(services)
    outlook = services.outlook.next_days()
    assert outlook.planned
    coming = page.body.coming
    assert coming.sentence == outlook.sentence
    assert coming.view.isVisible()
    assert coming.view.accessibleDescription().startswith("Dev 2: Operations, 23 – 27 Nov 2026")
    services.close()


@pytest.mark.parametrize(
    ("period", "month"), [(LAST_MONTH, date(2025, 12, 1)), (Period(date(2025, 12, 1), date(2025, 12, 30)), None)]
)
def test_the_monthly_sheet_is_asked_for_with_the_month_and_the_scope_that_are_shown(
    page: OverviewPage, qtbot: QtBot, period: Period, month: date | None
) -> None:
    scope = IncidentFilter().where("route", "one_of", "ops_only")
    page.set_scope(scope, period)
    ways = [action for action in page.monthly.menu().actions() if not action.isSeparator()]
    assert [action.text().replace("&", "") for action in ways] == [
        "Preview, print and save…", "Issue this month…",
    ]  # fmt: skip
    told: list[tuple[str, object, object]] = []
    page.sheet_wanted.connect(lambda way, asked, wanted: told.append((way, asked, wanted)))
    for action in ways:
        action.trigger()
    assert told == [(way, month, scope) for way in ("preview", "issue")]


def test_the_case_numbers_can_be_seen_and_copied_as_a_table(page: OverviewPage, services: Services) -> None:
    case = page.body.case
    case.more.table_wanted.emit(True)
    assert case.table.isVisible()
    assert not case.cases[0].isVisible()
    case.more.data_wanted.emit()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["Number", "Share", "Incidents"]
    assert len(lines) == 5
    case.more.table_wanted.emit(False)
    case.more.definition_wanted.emit(True)
    assert any("held it at the last resolve" in words for words in said(page))


def test_every_figure_is_exported_as_table_and_picture(
    page: OverviewPage, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    for slot in page.body.slots:
        for ending in ("csv", "png"):
            path = tmp_path / f"{slot.key}.{ending}"
            page.saving.ask_save = lambda *_asked, to=path: (str(to), "")
            assert slot.frame is not None
            slot.frame.export_wanted.emit()
            settle()
            assert path.stat().st_size > 100
            assert path.name in page.message.sentence
    path = tmp_path / "case.csv"
    page.saving.ask_save = lambda *_asked, to=path: (str(to), "")
    page.body.case.export_wanted.emit()
    settle()
    assert "Resolved by Dev" in path.read_text(encoding="utf-8-sig")


def test_a_filter_that_names_a_target_set_that_is_gone_is_one_sentence(page: OverviewPage, settle: Settle) -> None:
    page.set_scope(IncidentFilter.from_json(json.dumps({"target_set": 99})), Period())
    settle()
    words = page.message.sentence or page.body.attainment.message.sentence
    assert "There is no target set" in words
