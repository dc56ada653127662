"""The order by title moves only what changed, and is the same as sorting everything anew."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.incidents import IncidentForm
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.services.title_orders import TitleOrder

WORDS = st.sampled_from(["a", "B", "b", "Zebra", "ärger", "Ärger", "", "System error 03 on System 04", "[x]", "_"])
ACTS = st.lists(st.tuples(st.sampled_from(["log", "edit", "delete", "undo"]), WORDS, st.integers(0, 40)), max_size=6)


def titles(services: Services) -> list[str]:
    found = services.incidents.open_list(View(sort="title"))
    return [row.title for row in found.page(0, found.total)]


def test_an_edited_title_finds_its_place(filled: Services) -> None:
    before = titles(filled)
    assert before == sorted(before, key=str.casefold)
    found = filled.incidents.open_list(View())
    row = found.page(700, 1)[0]
    filled.edits.set_field(row.id, "title", "AAA the first", row.seen)
    logged = filled.incidents.log(IncidentForm("zzz the last")).ids[0]
    after = titles(filled)
    assert (after[0], after[-1], len(after)) == ("AAA the first", "zzz the last", len(before) + 1)
    filled.incidents.delete([logged, row.id])
    assert len(titles(filled)) == len(before) - 1
    filled.history.undo()
    assert titles(filled) == after


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_whatever_is_done_the_order_is_that_of_a_new_sort(services: Services, acts: list[tuple[str, str, int]]) -> None:
    frames = services.workspace.frames
    frames.title_ranks(frames.current())
    for act, words, place in acts:
        ids = frames.current().incidents["id"].to_list()
        try:
            if act == "log":
                services.incidents.log(IncidentForm(words or "x"))
            elif act == "undo":
                services.history.undo()
            elif ids and act == "delete":
                services.incidents.delete([ids[place % len(ids)]])
            elif ids:
                row = services.incidents.open_list(View()).page(place % len(ids), 1)[0]
                services.edits.set_field(row.id, "title", words or "x", row.seen)
        except SecondWayError:
            continue
        frame = frames.current()
        anew = TitleOrder(services.workspace.database).ranks(frame)
        assert np.array_equal(frames.title_ranks(frame), anew)
