"""Views that people keep: name, filter, columns and order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import Refused
from desktop_app.domain.filters import IncidentFilter
from desktop_app.services.incident_lists import COLUMNS
from desktop_app.services.saved_views import SavedView, standard_views
from desktop_app.services.suite import Services
from desktop_app.services.view_layouts import ALWAYS, NARROWEST, Arrangement, ViewLayout

LOW = IncidentFilter().where("classification", "one_of", "Low")


def own(services: Services) -> list[SavedView]:
    return [view for view in services.views.all() if view.id > 0]


def test_a_view_keeps_its_columns_widths_and_order(services: Services) -> None:
    layout = ViewLayout(Arrangement(tuple(reversed(COLUMNS)), {"route": True}, {"team": 200}), "age", True)
    services.views.save("Mine", LOW, layout)
    (view,) = own(services)
    assert (view.filter, view.layout) == (LOW, layout)
    services.views.change(view.id, IncidentFilter(), ViewLayout(sort="goal"))
    assert own(services) == [SavedView(view.id, "Mine", IncidentFilter(), ViewLayout(sort="goal"))]
    services.history.undo()
    assert own(services) == [view]


def test_a_view_is_renamed_unless_another_has_the_name(services: Services) -> None:
    services.views.save("Mine", LOW)
    services.views.save("Yours", LOW)
    mine, _yours = own(services)
    for name, told in (("Yours", "already"), ("open", "already"), ("  ", "needs a name"), ("x" * 2_000, "at most")):
        with pytest.raises(Refused, match=told):
            services.views.rename(mine.id, name)
    services.views.rename(mine.id, " Ours ")
    assert [view.name for view in own(services)] == ["Ours", "Yours"]
    services.views.rename(mine.id, "Ours")
    services.views.delete(mine.id)
    with pytest.raises(Refused, match="no longer"):
        services.views.rename(mine.id, "Mine again")


def test_views_are_put_into_another_order(services: Services) -> None:
    for name in ("A", "B", "C"):
        services.views.save(name, LOW)
    first = own(services)[0].id
    services.views.move(first, 1)
    assert [view.name for view in own(services)] == ["B", "A", "C"]
    services.views.move(first, 9)
    assert [view.name for view in own(services)] == ["B", "C", "A"]
    services.views.move(first, -9)
    assert [view.name for view in own(services)] == ["A", "B", "C"]
    assert services.views.all()[:4] == standard_views()


@pytest.mark.parametrize(
    "text", [None, "", "[]", "{", "3", '{"columns": 3}', '{"sort": "caller"}', '{"sort": 4, "columns": {"order": 3}}']
)
def test_a_layout_that_cannot_be_read_is_none(text: str | None) -> None:
    layout = ViewLayout.from_json(text)
    assert layout.sort == ""
    assert layout.arrangement in (None, Arrangement())


_KEYS = st.sampled_from(COLUMNS)


@given(
    st.permutations(COLUMNS),
    st.dictionaries(_KEYS.filter(lambda k: k != ALWAYS), st.booleans()),
    st.dictionaries(_KEYS, st.integers(NARROWEST, 900)),
    _KEYS,
    st.booleans(),
)
def test_a_layout_comes_back_as_it_was(
    order: list[str], shown: dict[str, bool], widths: dict[str, int], sort: str, descending: bool
) -> None:
    layout = ViewLayout(Arrangement(tuple(order), shown, widths), sort, descending)
    assert ViewLayout.from_json(layout.to_json()) == layout


def test_a_column_that_came_later_is_added_at_the_end() -> None:
    assert Arrangement.from_data({"order": ["team", "gone", "team"]}).order[0] == "team"
    assert set(Arrangement.from_data({"order": ["team"]}).order) == set(COLUMNS)
