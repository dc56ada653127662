"""What a sheet holds beside its values, and the sentence for a damaged part. Loads no polars: see workbook_values."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.domain.language import _
from desktop_app.exchange.reader.saying import Saying, Unreadable


@dataclass(slots=True)
class Findings:
    """Places are (column letters, row number)."""

    errors: list[tuple[str, int, str]] = field(default_factory=list)
    valueless: list[tuple[str, int]] = field(default_factory=list)  # formulas nobody computed
    hidden: set[int] = field(default_factory=set)  # numbers of hidden rows
    head: bytes = b""  # of a sheet in XML: its beginning, where its header is


def damaged(part: str) -> Unreadable:
    return Unreadable(_("{file} is damaged in its part {part}. Fetch it again."), part=part)


def protected() -> Unreadable:
    return Unreadable(_("{file} is protected by a password. Remove the password and import it again."))


def ignored(*, macros: bool, links: bool) -> list[Saying]:
    """What of a workbook is never looked at, told once."""
    notes = [Saying(_("The macros in this workbook were ignored."))] if macros else []
    return [*notes, Saying(_("The links to other files in this workbook were ignored."))] if links else notes
