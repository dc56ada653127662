"""What a tab shows, by itself, narrowed, and within the scope."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.services.saved_views import SavedView, standard_views
from desktop_app.services.view_layouts import ViewLayout
from desktop_app.ui.incidents.shelf import BEHIND, Shelf

LOW = IncidentFilter().where("classification", "one_of", "Low")
OPEN, PAST, WAITING, ALL = standard_views()


def test_each_tab_keeps_its_own_chips_and_order() -> None:
    shelf = Shelf()
    shelf.narrow(LOW)
    shelf.sort("team")
    shelf.choose(ALL.id)
    assert shelf.shown().filter == IncidentFilter()
    assert (shelf.shown().sort, shelf.shown().descending) == ("opened", True)
    shelf.choose(OPEN.id)
    assert shelf.shown().filter == OPEN.filter.merged(LOW)
    assert shelf.shown().sort == "team"


def test_the_same_head_again_turns_the_order() -> None:
    shelf = Shelf()
    assert (shelf.shown().sort, shelf.shown().descending) == ("goal", False), "furthest past the goal first"
    shelf.sort("goal")
    assert shelf.shown().descending
    shelf.sort("goal")
    assert not shelf.shown().descending


def test_the_period_is_the_days_of_opening_but_open_incidents_are_never_too_old() -> None:
    shelf = Shelf()
    shelf.period = Period(date(2026, 1, 1), date(2026, 3, 31))
    opened = shelf.shown().filter.condition("opened")
    assert opened is not None
    assert opened.values == (None, "2026-03-31")
    opened = shelf.filter_of(ALL).condition("opened")
    assert opened is not None
    assert opened.values == ("2026-01-01", "2026-03-31")


def test_the_incidents_behind_a_figure_know_no_scope() -> None:
    shelf = Shelf()
    shelf.scope = IncidentFilter().where("system", "one_of", "Mail")
    shelf.show_behind(LOW, "Low")
    assert shelf.shown().filter == LOW
    shelf.narrow(IncidentFilter())
    assert shelf.shown().filter == IncidentFilter()
    shelf.close_behind()
    assert shelf.current == OPEN.id
    assert BEHIND not in [view.id for view in shelf.views]


def test_a_saved_view_opens_as_chips_that_can_be_taken_away() -> None:
    shelf = Shelf()
    shelf.take_saved((*standard_views(), SavedView(7, "Low ones", LOW)))
    shelf.choose(7)
    assert shelf.shown().filter == LOW
    assert not shelf.is_narrowed
    shelf.narrow(IncidentFilter())
    assert shelf.shown().filter == IncidentFilter()


def test_a_saved_view_opens_in_its_own_order_and_knows_when_it_was_changed() -> None:
    shelf = Shelf()
    shelf.take_saved((*standard_views(), SavedView(7, "Low ones", LOW, ViewLayout(sort="team", descending=True))))
    shelf.choose(7)
    assert (shelf.shown().sort, shelf.shown().descending) == ("team", True)
    assert not shelf.is_changed
    shelf.sort("team")
    assert shelf.is_changed
    shelf.sort("team")
    assert not shelf.is_changed
    changed = shelf.take_saved((*standard_views(), SavedView(7, "Low ones", LOW, ViewLayout(sort="goal"))))
    assert changed == {7}
    assert shelf.shown().sort == "goal"


def test_the_groups_beside_a_list_leave_out_only_the_users_own_condition_on_their_field() -> None:
    shelf = Shelf()
    shelf.narrow(LOW.where("team", "one_of", "Service desk"))
    assert shelf.shown_without("team").filter == OPEN.filter.merged(LOW)
    assert shelf.shown_without("open").filter.condition("open") is not None, "the tab itself stays"
    assert shelf.narrowed.filter.condition("team") is not None


def test_a_tab_that_is_gone_gives_way_to_the_first() -> None:
    shelf = Shelf()
    shelf.take_saved((*standard_views(), SavedView(7, "Low ones", LOW)))
    shelf.choose(7)
    shelf.take_saved(standard_views())
    assert shelf.current == OPEN.id


def test_what_is_saved_holds_the_tab_and_its_chips_but_not_the_scope() -> None:
    shelf = Shelf()
    shelf.scope = IncidentFilter().where("system", "one_of", "Mail")
    shelf.narrow(LOW)
    assert shelf.to_save() == OPEN.filter.merged(LOW)


def test_a_state_brings_back_tab_chips_and_order() -> None:
    shelf = Shelf()
    shelf.narrow(LOW)
    shelf.sort("goal")
    state = shelf.state()
    shelf.show_behind(IncidentFilter(), "")
    shelf.restore(state)
    assert shelf.shown().filter == OPEN.filter.merged(LOW)
    assert shelf.shown().sort == "goal"
