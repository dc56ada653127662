"""Columns are known by name, then by what they hold; tools by their headers."""

from __future__ import annotations

import time

import polars as pl
import pytest

from desktop_app.domain.imports import Field
from desktop_app.exchange.columns.recognition import (
    Match,
    fields_named,
    header_score,
    holds_mail_addresses,
    is_person,
    match,
    plain,
    tool_name,
)


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


def test_states_and_priorities_are_known_by_their_words_with_less_confidence() -> None:
    found = matched(
        nr=["1", "2", "3"], wann=["2026-02-03", "2026-02-04", "2026-02-05"],
        wie=["offen", "in Bearbeitung", "erledigt"], stufe=["P1", "P3", "P3"], zahl=["1", "2", "3"],
    )  # fmt: skip
    assert (found.column(Field.STATE), found.column(Field.PRIORITY)) == ("wie", "stufe")
    assert found.confidence["wie"] < found.confidence["nr"]


def test_the_name_of_a_stamp_over_yes_and_no_or_durations_is_none() -> None:
    found = matched(
        number=["1", "2"], created=["2026-02-03", "2026-02-04"], resolved=["true", "false"],
        first__response__time=["12:30:00", "0:05:00"], closed__date=["2026-02-05", None],
    )  # fmt: skip
    assert found.column(Field.RESOLVED) is None
    assert found.column(Field.ACKNOWLEDGED) is None
    assert found.column(Field.CLOSED) == "closed date"


def test_the_answers_of_an_interface_are_not_taken_for_tickets() -> None:
    cells: dict[str, list[str | None]] = {
        "id": ["1", "2"],
        "data": ['{"key": "A-1", "name": "x"}'] * 2,
        "created_at": ["2026-02-03"] * 2,
    }
    found = matched(None, **cells)
    assert found.column(Field.TICKET) is None
    assert found.objects == "data"
    answered = matched({"id": Field.TICKET}, **cells)
    assert answered.column(Field.OPENED) == "created_at"


def test_thousands_of_columns_are_matched_at_once() -> None:
    columns = {f"Custom field ({n})": ["x"] for n in range(10_000)} | {"Issue key": ["A-1"], "Created": ["2026-02-03"]}
    rows = pl.DataFrame(columns)
    started = time.perf_counter()
    found = match(rows, dict.fromkeys(columns, 1), {})
    assert time.perf_counter() - started < 5  # the square of so many would be minutes
    assert found.column(Field.TICKET) == "Issue key"


@pytest.mark.parametrize(
    "name", ["Caller", "assigned_to", "Opened by", "resolved_by", "E-Mail", "Requerente", "Watchers (4)"]
)
def test_columns_of_persons_are_known(name: str) -> None:
    assert is_person(name)


def test_columns_of_mail_addresses_are_persons_whatever_they_are_called() -> None:
    assert holds_mail_addresses(pl.Series(["a.b@example.org", None, "c@example.org"]))
    assert not holds_mail_addresses(pl.Series(["Group 1", "c@example.org", "x", "y"]))


def test_a_key_of_jira_is_a_ticket_under_any_name_and_a_text_called_issue_is_none() -> None:
    assert matched(issue=["OPS-1", "OPS-22"], created=["2026-02-03", "2026-02-04"]).column(Field.TICKET) == "issue"
    assert matched(id=["1", "2"], issue=["Mail is down", "No net"]).column(Field.TICKET) == "id"


def test_words_of_changes_alone_make_no_header() -> None:
    assert header_score(["From", "2026-01-01", "To", "2026-01-31"]) == 1  # a sender
    assert header_score(["Issue key", "Created", "Field", "From", "To"]) == 3


@pytest.mark.parametrize("header", ["Resolved (seconds)", "Resolved in days", "Resolved (in hours)", "Résolu (h)"])
def test_a_duration_is_never_a_stamp(header: str) -> None:
    assert Field.RESOLVED not in fields_named([header])
    rows = pl.DataFrame({"Number": ["INC1"], header: ["45000"]})
    assert match(rows, {}, {}).fields[header] is Field.EXTRA


def test_a_zone_in_a_header_is_no_part_of_its_name() -> None:
    assert fields_named(["Resolved (UTC)", "Opened (GMT)"]).keys() == {Field.RESOLVED, Field.OPENED}
