"""Charts in words: for screen readers, tool tips and the clipboard."""

from __future__ import annotations

from html import escape

from desktop_app.domain.cells import Table
from desktop_app.domain.durations import DAY
from desktop_app.domain.figures import DistributionGroup, DistributionRow, RepairTimeFigure
from desktop_app.domain.language import _, ngettext, number
from desktop_app.ui.charts.time_axis import time_words


def as_lines(table: Table) -> str:
    """The table as tab-separated lines with its head."""
    rows = [table.columns, *(tuple(cell.text for cell in row) for row in table.rows)]
    return "\n".join("\t".join(row) for row in rows)


def as_html(table: Table) -> str:
    """The table as HTML for word processors; everything escaped."""
    head = "".join(f"<th>{escape(name)}</th>" for name in table.columns)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell.text)}</td>" for cell in row) + "</tr>" for row in table.rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def description(figure: RepairTimeFigure) -> str:
    """What a screen reader says of the chart after its headline."""
    return described(figure.definition, figure.as_table())


def described(definition: str, table: Table) -> str:
    """What a number is, then each row of the table in a line."""
    rows = "\n".join(
        ", ".join(f"{name} {cell.text}" for name, cell in zip(table.columns, row, strict=True)) for row in table.rows
    )
    return f"{definition}\n{rows}"


def row_tip(group: DistributionGroup, row: DistributionRow, columns: tuple[str, ...], day_seconds: int = DAY) -> str:
    """All of a row in plain words, with what the marks mean; days are as long as the figure's clock runs on one."""
    lines = [f"{group.label}, {row.label}"]
    lines += [f"{name}: {cell.text}" for name, cell in zip(columns, row.cells, strict=True)]
    if row.quarter is not None and row.three_quarters is not None:
        low, high = (time_words(seconds, day_seconds) for seconds in (row.quarter, row.three_quarters))
        lines.append(_("Middle half: {low} to {high}").format(low=low, high=high))
    if row.zeros:
        zeros = ngettext("{n} repaired in zero minutes", "{n} repaired in zero minutes", row.zeros)
        lines.append(zeros.format(n=number(row.zeros)))
    lines.append(_("Click shows the incidents."))
    return "\n".join(lines)
