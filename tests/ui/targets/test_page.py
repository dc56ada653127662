"""The Targets page shows the figure of its scope, follows every change, and says what to do when there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.calendars import Clock
from desktop_app.domain.classifications import Classification
from desktop_app.domain.figures import RepairTimeFigure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.domain.routes import RouteGroup
from desktop_app.domain.targets import Target, Unit
from desktop_app.domain.teams import Side
from desktop_app.services.suite import Services
from desktop_app.ui.operations import Operations
from desktop_app.ui.targets.page import TargetsPage
from desktop_app.ui.theme import Mode, theme

Settle = Callable[[], None]
OpenPage = Callable[[Services], TargetsPage]
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
SPRING = Period(date(2025, 3, 1), date(2025, 5, 31))


def figure(page: TargetsPage) -> RepairTimeFigure:
    assert page.reading is not None
    return page.reading.figure


def menu_action(page: TargetsPage, button: object, words: str) -> None:
    menu = button.menu()  # type: ignore[attr-defined]
    next(action for action in menu.actions() if action.text() == words).trigger()


def test_nothing_is_asked_before_the_page_is_shown(services: Services, operations: Operations, qtbot: QtBot) -> None:
    page = TargetsPage(services, operations)
    qtbot.addWidget(page)
    page.set_scope(IncidentFilter(), YEAR)
    assert not operations.is_busy
    with qtbot.waitSignal(page.answered) as told:
        page.show()
    assert told.args == [page.status]
    assert page.status.startswith(f"{figure(page).n} incidents with a deadline in the period")


def test_with_sides_every_classification_is_drawn_by_route(page: TargetsPage, services: Services) -> None:
    shown = figure(page)
    assert shown == services.measures.repair_times(IncidentFilter(), Period())
    assert shown.by_route
    assert {row.group for group in shown.groups for row in group.rows} >= {
        RouteGroup.OPS_ONLY,
        RouteGroup.THROUGH_DEV,
        RouteGroup.BOUNCED_OR_NOBODY,
    }
    assert page.now.view.sides.isHidden()
    assert page.head.header.answer == shown.answer
    assert page.now.view.frame is not None
    assert page.now.view.frame.chart.figure == shown


def test_without_sides_all_teams_are_drawn_together_and_a_link_leads_to_the_teams(
    opened: Callable[[str], Services], open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(opened("unsided"))
    assert {row.group for group in figure(page).groups for row in group.rows} == {RouteGroup.ALL}
    assert page.now.view.sides.sentence == "No team has a side yet, so all teams are drawn together."
    with qtbot.waitSignal(page.navigated) as told:
        page.now.view.sides.setFocus()
        link = next(
            child for child in page.now.view.sides.children() if getattr(child, "words", "") == "Set team sides"
        )
        QTest.keyClick(link, Qt.Key.Key_Return)
    assert told.args == ["teams"]


def test_one_side_alone_makes_no_routes_and_the_page_says_so(
    opened: Callable[[str], Services], open_page: OpenPage, operations: Operations, settle: Settle
) -> None:
    services = opened("unsided")
    ids = [line.id for line in services.teams.teams()]
    operations.execute(lambda _progress: services.teams.set_sides(ids, Side.OPS), title="Set")
    settle()
    page = open_page(services)
    assert page.now.view.sides.sentence == (
        "Routes need teams on both sides, Ops and Dev; until then all teams are drawn together."
    )


def test_the_routes_appear_as_soon_as_sides_are_set(
    opened: Callable[[str], Services], open_page: OpenPage, operations: Operations, settle: Settle
) -> None:
    services = opened("unsided")
    page = open_page(services)
    operations.execute(lambda _progress: services.teams.accept_proposals(), title="Accept")
    settle()
    assert figure(page).by_route
    assert page.now.view.sides.isHidden()


def test_another_target_draws_another_goal(
    page: TargetsPage, services: Services, operations: Operations, settle: Settle
) -> None:
    before = figure(page)
    target = Target(Classification.LOW, 2, Unit.DAYS)
    operations.execute(lambda _progress: services.targets.set_target(services.targets.find(None).id, target), title="")
    settle()
    assert before.groups[3].goal_label == "goal 5 d"
    assert figure(page).groups[3].goal_label == "goal 2 d"
    assert page.now.view.table.model().index(3, 1).data() == "2 d"
    assert figure(page).answer != before.answer


def test_another_target_set_is_chosen_from_its_button(page: TargetsPage, settle: Settle, qtbot: QtBot) -> None:
    assert page.head.target_set.text() == "Shared goal"
    menu_action(page, page.head.target_set, "Dev targets")
    settle()
    assert page.head.target_set.text() == "Dev targets"
    assert figure(page).target_set == "Dev targets"
    assert [group.goal_label for group in figure(page).groups] == ["goal 12 h", "goal 15 h", "goal 90 d", "goal 90 d"]
    with qtbot.waitSignal(page.navigated) as told:
        menu_action(page, page.head.target_set, "Edit target sets…")
    assert told.args == ["teams"]


def test_a_target_set_that_is_removed_gives_way_to_the_shared_goal(
    page: TargetsPage, services: Services, operations: Operations, settle: Settle
) -> None:
    operations.execute(lambda _progress: services.targets.add_set("Agreed & tried"), title="Add")
    settle()
    menu_action(page, page.head.target_set, "Agreed && tried")
    settle()
    assert figure(page).target_set == "Agreed & tried"
    operations.execute(
        lambda _progress: services.targets.remove_set(services.targets.find("Agreed & tried").id), title="Remove"
    )
    settle()
    assert figure(page).target_set == "Shared goal"


def test_the_clock_is_switched_by_its_chip_and_back_by_delete(page: TargetsPage, settle: Settle) -> None:
    elapsed = figure(page)
    menu_action(page, page.head.clock, "working hours")
    settle()
    assert page.reading is not None
    assert page.reading.question.clock is Clock.WORKING
    assert page.head.clock.value == "working hours"
    assert figure(page).definition_lines != elapsed.definition_lines
    page.head.clock.setFocus()
    QTest.keyClick(page.head.clock, Qt.Key.Key_Delete)
    settle()
    assert figure(page) == elapsed


def test_the_old_figure_stays_until_the_newest_scope_has_its_own(
    page: TargetsPage, services: Services, settle: Settle
) -> None:
    old, shown = figure(page), []
    page.answered.connect(shown.append)
    page.set_scope(IncidentFilter(), SPRING)
    assert figure(page) is old
    page.set_scope(IncidentFilter().where("classification", "one_of", "Low"), YEAR)
    assert figure(page) is old
    settle()
    wanted = services.measures.repair_times(IncidentFilter().where("classification", "one_of", "Low"), YEAR)
    assert figure(page) == wanted
    assert shown == [wanted.status]  # the first scope was never drawn


def test_a_hidden_page_asks_only_when_it_is_shown_again(
    page: TargetsPage, services: Services, operations: Operations, settle: Settle
) -> None:
    old = figure(page)
    page.hide()
    first = services.teams.teams()[0]
    operations.execute(lambda _progress: services.teams.set_sides([first.id], Side.OTHER), title="Set")
    settle()
    assert figure(page) is old
    page.show()
    settle()
    assert figure(page) is not old


def test_an_empty_workspace_leads_to_the_import(
    opened: Callable[[str], Services], open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(opened("new"))
    assert page.nothing.start.isVisibleTo(page)
    assert not page.head.export.isEnabled()
    with qtbot.waitSignal(page.navigated) as told:
        QTest.mouseClick(page.nothing.start, Qt.MouseButton.LeftButton)
    assert told.args == ["import"]


def test_a_period_without_incidents_offers_all_dates(page: TargetsPage, settle: Settle, qtbot: QtBot) -> None:
    page.set_scope(IncidentFilter(), Period(date(1999, 1, 1), date(1999, 12, 31)))
    settle()
    assert page.nothing.all_dates.isVisibleTo(page)
    with qtbot.waitSignal(page.scope_cleared):
        QTest.keyClick(page.nothing.all_dates, Qt.Key.Key_Return)
    page.set_scope(IncidentFilter(), Period())
    settle()
    assert not page.nothing.isVisibleTo(page)


def test_filters_that_keep_nothing_are_named_as_the_reason(page: TargetsPage, settle: Settle) -> None:
    page.set_scope(IncidentFilter().where("team", "one_of", "Nobody at all"), Period())
    settle()
    assert page.nothing.isVisibleTo(page)
    assert not page.nothing.all_dates.isVisibleTo(page)


def test_fewer_than_ten_incidents_are_said_to_be_few(opened: Callable[[str], Services], open_page: OpenPage) -> None:
    page = open_page(opened("few"))
    assert 0 < figure(page).n < 10
    assert page.now.view.frame is not None
    assert page.now.view.frame.isVisibleTo(page)
    assert figure(page).headline == "Fewer than ten incidents at each classification: counts only"
    assert not any("%" in cell.text for group in figure(page).groups for row in group.rows for cell in row.cells)


def test_an_error_is_a_sentence_with_another_try(
    page: TargetsPage, services: Services, settle: Settle, qtbot: QtBot
) -> None:
    old = figure(page)
    file, whole = services.workspace.database.path, services.workspace.database.path.read_bytes()
    services.workspace.database.close()
    file.write_bytes(b"no database" * 1000)
    page.reload()
    settle()
    assert file.name in page.head.message.sentence
    assert figure(page) is old
    services.workspace.database.close()
    file.write_bytes(whole)
    link = next(child for child in page.head.message.children() if getattr(child, "words", "") == "Try again")
    QTest.keyClick(link, Qt.Key.Key_Return)
    settle()
    assert page.head.message.sentence == ""


def test_the_page_follows_the_theme(page: TargetsPage, qtbot: QtBot) -> None:
    def corner() -> str:
        image: QImage = page.grab().toImage()
        return image.pixelColor(2, page.height() // 2).name()

    page.setAutoFillBackground(True)
    light = corner()
    theme().set_mode(Mode.DARK)
    assert corner() == theme().tokens.canvas.name() != light
    assert not page.picture().isNull()
