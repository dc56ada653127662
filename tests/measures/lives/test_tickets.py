"""A ticket that was reopened late is two incidents here and one in the tool that it comes from."""

from __future__ import annotations

from desktop_app.measures.against_goal.summary import as_stamped
from desktop_app.measures.lives.tickets import as_tickets
from tests.measures.factories import DAY, HOUR, at, frame, incident


def test_what_continues_a_ticket_is_one_row_with_it() -> None:
    found = frame(
        incident(0, 2, ticket="INC1", source=1),
        incident(1000, 1004, 1100, ticket="INC1/2", source=1, classification=1),
        incident(5000, ticket="INC1/3", source=1, classification=2),
        incident(0, 8, ticket="INC2", source=1),
        incident(0, 8, ticket="INC1/2", source=None),
        incident(0, 8, ticket="REQ/2", source=1),
    )
    tickets = as_tickets(found.incidents)
    assert tickets["ticket"].to_list() == ["INC1/3", "INC2", "INC1/2", "REQ/2"]
    assert tickets.row(0, named=True)["opened_at"] == at(0)
    assert tickets.row(0, named=True)["resolved_at"] == at(1004)
    assert tickets.schema == found.incidents.schema


def test_the_other_tools_own_figure_is_of_its_tickets() -> None:
    found = frame(incident(0, 2, ticket="INC1", source=1), incident(24 * 40, 24 * 40 + 6, ticket="INC1/2", source=1))
    stamped = as_stamped(found, "resolved")
    assert (stamped.incidents, stamped.all.resolved, stamped.all.mean_h) == (1, 1, (40 * DAY + 6 * HOUR) / HOUR)


def test_an_ordinary_frame_stays_as_it_is() -> None:
    found = frame(incident(0, 2), incident(0, ticket="A/B"))
    assert as_tickets(found.incidents) is found.incidents
