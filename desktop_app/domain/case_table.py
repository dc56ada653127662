"""The four case numbers as a figure: a table beside the article's own, for clipboard, export and definition."""

from __future__ import annotations

from desktop_app.domain.case_numbers import CaseNumber, CaseNumbers
from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.figures import Figure
from desktop_app.domain.language import _, number, percent


def article_words(key: str) -> str:
    """What the article says of the same number; empty where it gives none."""
    return {
        "resolved_by_dev": _("article: about 2 %"),
        "medium_or_low": _("article: more than 90 %"),
        "top_errors": _("article: most, from about 20"),
    }.get(key, "")


def share_words(case: CaseNumber) -> str:
    """``92 %``, ``77 – 83 %`` while something is unknown, ``3 of 4`` below ten that are told, ``–`` for none."""
    if not case.of:
        return "–"
    if case.few or case.low is None or case.high is None:
        return _("{n} of {of}").format(n=number(case.n), of=number(case.of))
    low, high = percent(case.low), percent(case.high)
    return high if low == high else _("{low} – {high}").format(low=low.removesuffix(" %"), high=high)


def case_figure(numbers: CaseNumbers) -> Figure:
    """One row a number, in the order in which they are shown."""
    columns = (_("Number"), _("Share"), _("Incidents"), _("Of"), _("Not known"), _("In the article"))
    rows = tuple(
        (
            Cell(case.title),
            Cell(share_words(case), case.share, strong=True, opens=case.opens),
            Cell(number(case.n), case.n, opens=case.opens),
            Cell(number(case.of), case.of, opens=case.opens_all),
            Cell(number(case.unknown), case.unknown),
            Cell(article_words(case.key) or "–", quiet=True),
        )
        for case in numbers
    )
    return Figure(
        key="case_numbers",
        title=_("Case numbers"),
        headline=". ".join(case.sentence for case in numbers) + ".",
        definition=numbers.definition[0] if numbers.definition else "",
        definition_lines=numbers.definition[1:],
        chart=None,
        table=Table(columns, (False, True, True, True, True, False), rows),
        n=numbers.incidents - sum(numbers.excluded.values()),
        values={
            case.key: {"n": case.n, "of": case.of, "unknown": case.unknown, "share": case.share} for case in numbers
        },
    )
