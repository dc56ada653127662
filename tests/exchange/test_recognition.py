"""Columns are known by name, then by what they hold; tools by their headers."""

from __future__ import annotations

import polars as pl
import pytest

from desktop_app.domain.imports import Field
from desktop_app.exchange.recognition import Match, holds_mail_addresses, is_person, match, plain, tool_name


def matched(answers: dict[str, Field] | None = None, **columns: list[str | None]) -> Match:
    rows = pl.DataFrame({name.replace("__", " "): cells for name, cells in columns.items()})
    return match(rows, {name: rows.height - rows[name].null_count() for name in rows.columns}, answers or {})


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Assigned Group*+", "assigned group"),
        ("Número", "numero"),
        ("first_response_at", "first response at"),
        ("Resolution time (in hrs)", "resolution time"),
        ("Atribuído - Grupo técnico", "atribuido grupo tecnico"),
        ("Labels (2)", "labels"),
    ],
)
def test_headers_are_compared_plainly(written: str, name: str) -> None:
    assert plain(written) == name


@pytest.mark.parametrize(
    ("headers", "tool"),
    [
        ("number|incident_state|opened_at|sys_updated_at|caller_id|assignment_group|made_sla", "ServiceNow"),
        ("Number|Opened|Short description|Caller|Priority|State|Assignment group|Assigned to|Updated", "ServiceNow"),
        ("Número|Status|Aberto|Encerrado|Atribuído a|Grupo de atribuição", "ServiceNow"),
        ("Summary|Issue key|Issue id|Issue Type|Status|Project key|Created|Resolved", "Jira"),
        ("ID|Título|Entidade|Status|Data de abertura|Última atualização|Requerente - Requerente", "GLPI"),
        ("number|briefDescription|callDate|targetDate|completedDate|operatorGroup", "TOPdesk"),
        ("Id|Requester id|Submitter|Group|Subject|Created at|Solved at|Reopens|Satisfaction Score", "Zendesk"),
        ("Ticket ID|Subject|Source|Agent|Group|Created time|Resolved time|Closed time", "Freshdesk"),
        ("#|Service|Opened On|Resolved On|Resolve By|Duration|#Escalations", "PagerDuty"),
        ("ticket_id|created_at|closed_at", ""),
    ],
)
def test_tools_are_known_by_their_headers(headers: str, tool: str) -> None:
    assert tool_name(headers.split("|")) == tool


def test_columns_take_the_field_of_their_name() -> None:
    found = matched(ticket_id=["1"], created_at=["x"], closed_at=["x"], sub_category=["x"], category=["x"])
    assert found.fields == {
        "ticket_id": Field.TICKET, "created_at": Field.OPENED, "closed_at": Field.CLOSED,
        "sub_category": Field.SYSTEM_ERROR, "category": Field.SYSTEM,
    }  # fmt: skip


def test_a_nearly_blank_configuration_item_gives_way_to_the_category() -> None:
    cells: list[str | None] = [None] * 40
    found = matched(number=["INC"] * 40, cmdb_ci=cells, category=["Mail"] * 40)
    assert found.column(Field.SYSTEM) == "category"
    assert found.fields["cmdb_ci"] is Field.EXTRA


def test_the_symptom_comes_before_the_subcategory() -> None:
    assert matched(u_symptom=["x"], subcategory=["y"]).column(Field.SYSTEM_ERROR) == "u_symptom"


def test_an_answer_comes_before_the_name() -> None:
    found = matched({"created": Field.EXTRA, "started": Field.OPENED}, number=["1"], created=["x"], started=["x"])
    assert found.column(Field.OPENED) == "started"
    assert found.fields["created"] is Field.EXTRA


def test_an_unknown_name_is_known_by_what_it_holds() -> None:
    found = matched(vorfall=["INC00123", "INC00124"], wann=["2026-02-03 14:05", "2026-02-04"], text=["a", "b"])
    assert found.column(Field.TICKET) == "vorfall"
    assert found.column(Field.OPENED) == "wann"
    assert found.confidence["vorfall"] < 1


@pytest.mark.parametrize(
    "name", ["Caller", "assigned_to", "Opened by", "resolved_by", "E-Mail", "Requerente", "Watchers (4)"]
)
def test_columns_of_persons_are_known(name: str) -> None:
    assert is_person(name)


def test_columns_of_mail_addresses_are_persons_whatever_they_are_called() -> None:
    assert holds_mail_addresses(pl.Series(["a.b@example.org", None, "c@example.org"]))
    assert not holds_mail_addresses(pl.Series(["Group 1", "c@example.org", "x", "y"]))
