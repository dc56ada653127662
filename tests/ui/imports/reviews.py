"""A dry run made by hand, with every part that a pane can show."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.domain.classifications import Classification
from desktop_app.domain.imports import (
    ColumnReview,
    DateOrder,
    DateReading,
    Field,
    FoundPerson,
    FoundPriority,
    FoundState,
    FoundSystem,
    FoundTeam,
    ImportCounts,
    ImportReview,
    Meaning,
)
from desktop_app.domain.incidents import Exclusion, PauseReason, Status
from desktop_app.domain.teams import Side

VENDOR = Meaning(Status.PAUSED, PauseReason.SUPPLIER)
COLUMNS = (
    ColumnReview("Number", Field.TICKET, 1.0, 40, "INC0000001"),
    ColumnReview("Caller", Field.PERSON, 1.0, 0, ""),
    ColumnReview("Kurztext", Field.TITLE, 0.5, 38, "Zahlung hängt"),
    ColumnReview("Opened", Field.OPENED, 1.0, 40, "03.02.2026 14:05"),
    ColumnReview("Cost centre", Field.EXTRA, 0.0, 10, "4711"),
    ColumnReview("Note", Field.EXTRA, 0.0, 0, ""),
)
HEADER = ("Number", "Kurztext", "Opened", "Cost centre", "Note")
PEOPLE = (FoundPerson("Anna Bauer", "Service Desk", True), FoundPerson("Björn Öztürk", "Payments Dev", False))
MADE = ImportReview(
    file_name="tickets.csv",
    tool="ServiceNow",
    event_log=False,
    sheet="",
    sheets=(),
    sentence="We recognised a ServiceNow list: 40 incidents, February 2026",
    columns=COLUMNS,
    dates=(
        DateReading("Opened", DateOrder.DMY, True, "03.02.2026 14:05", "3 February 2026 14:05"),
        DateReading("Resolved", DateOrder.DMY, False, "04.02.2026 09:00", "4 February 2026 09:00"),
    ),
    priorities=(
        FoundPriority("1", 27, Classification.CRITICAL, True),
        FoundPriority("P5", 213, Classification.MEDIUM, False),
    ),
    teams=(
        FoundTeam("Service Desk", 20, Side.OPS, known=True),
        FoundTeam("Servicedesk", 12, Side.OPS, like="Service Desk"),
        FoundTeam("Blue", 8, Side.UNKNOWN),
    ),
    counts=ImportCounts(read=40, stored=40, new=40),
    skipped_reasons={},
    refusals=(),
    questions=(),
    notes=(),
    header=HEADER,
    first_rows=tuple((f"INC{n:07}", "Zahlung hängt", "03.02.2026 14:05", "4711", "") for n in range(40)),
    time_zone="Europe/Berlin",
    zone_needed=True,
    header_row=3,
    encoding="cp1252",
    delimiter=";",
    states=(
        FoundState("New", 12, Meaning(Status.NEW)),
        FoundState("Awaiting vendor", 13, VENDOR),
        FoundState("Parked", 7, None),
        FoundState("Double", 3, Meaning(Status.CANCELLED, exclusion=Exclusion.DUPLICATE)),
    ),
    systems=(
        FoundSystem("SAP ERP", 30, known=True),
        FoundSystem("Online-Shop", 9, known=False, like="Online Shop"),
        FoundSystem("Mail gateway", 1, known=False),
    ),
)
WORKBOOK = replace(
    MADE, encoding="", delimiter="", sheet="Page 1", sheets=("Page 1", "Page 2"), hidden_rows=12, file_name="t.xlsx"
)
