"""Every number of the page opens exactly the incidents that it counts, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.filters import IncidentFilter
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.ui.overview.page import OverviewPage
from desktop_app.ui.widgets.pressable import Pressable

Settle = Callable[[], None]


def counted(services: Services, wanted: IncidentFilter) -> int:
    return services.incidents.open_list(View(wanted)).total


def told_by(page: OverviewPage) -> list[IncidentFilter]:
    told: list[IncidentFilter] = []
    page.opened.connect(told.append)
    return told


def test_the_link_of_the_longest_waiting_opens_all_that_are_open_past_the_goal(
    page: OverviewPage, services: Services
) -> None:
    told, link = told_by(page), page.body.oldest.link
    assert page.body.oldest.figure is not None
    past = page.body.oldest.figure.values["past_goal"]
    assert link.words == f"All {past} open past the goal today"
    link.click()
    assert [counted(services, wanted) for wanted in told] == [past]


def test_the_link_keeps_the_filter_of_the_page(page: OverviewPage, services: Services, settle: Settle) -> None:
    told = told_by(page)
    page.set_scope(IncidentFilter().where("classification", "one_of", "Medium"), page._question.period)
    settle()
    page.body.oldest.link.click()
    assert page.body.oldest.figure is not None
    assert [counted(services, wanted) for wanted in told] == [page.body.oldest.figure.values["past_goal"]]


def test_what_fell_between_the_teams_leads_to_its_page(page: OverviewPage, qtbot: QtBot) -> None:
    assert page.body.cracks.figure is not None
    assert page.body.cracks.link.words == f"List of {page.body.cracks.figure.n}"
    with qtbot.waitSignal(page.navigated) as went:
        page.body.cracks.link.click()
    assert went.args == ["cracks"]


def test_each_case_number_opens_its_incidents_and_all_of_which_it_is_told(
    page: OverviewPage, services: Services
) -> None:
    told = told_by(page)
    numbers = {case.sentence: case for case in services.measures.case_numbers(IncidentFilter())}
    for cell in page.body.case.cases:
        case = numbers[cell.share.accessibleName()]
        assert cell.counts.accessibleName() == cell.counts.toolTip() == f"All {case.of:,} incidents counted"
        told.clear()
        QTest.mouseClick(cell.share, Qt.MouseButton.LeftButton)
        QTest.mouseClick(cell.counts, Qt.MouseButton.LeftButton)
        assert [counted(services, wanted) for wanted in told] == [case.n, case.of]


def test_every_mark_of_every_chart_opens_what_it_counts(page: OverviewPage, services: Services) -> None:
    for slot in page.body.slots:
        assert slot.figure is not None
        for row in slot.figure.table.rows:
            for cell in row:
                if cell.opens is not None and cell.text.replace(",", "").isdecimal():
                    assert counted(services, cell.opens) == cell.value, (slot.key, cell.text)


def test_everything_is_reached_by_tab_in_reading_order_and_has_a_name(page: OverviewPage) -> None:
    page.monthly.setFocus(Qt.FocusReason.TabFocusReason)
    met: list[QWidget] = [page.monthly]
    for _step in range(40):
        QTest.keyClick(met[-1], Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now is page.monthly:
            break
        met.append(now)
    body = page.body
    frames = [slot.frame for slot in body.slots]
    assert all(frame is not None for frame in frames)
    wanted: list[QWidget] = [
        body.attainment.frame.chart, body.oldest.link, body.oldest.frame.chart, body.cracks.link,  # type: ignore[union-attr]
        body.cracks.frame.chart, body.coming.open, body.case.cases[0].share, body.case.cases[3].share,  # type: ignore[union-attr]
        body.case.more,
    ]  # fmt: skip
    assert [w for w in wanted if w not in met] == []
    places = [met.index(w) for w in wanted]
    assert places == sorted(places)
    assert all(w.accessibleName() for w in met if isinstance(w, Pressable))


def test_enter_on_a_case_number_opens_it(page: OverviewPage, qtbot: QtBot) -> None:
    share = page.body.case.cases[1].share
    share.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(page.opened):
        QTest.keyClick(share, Qt.Key.Key_Return)
