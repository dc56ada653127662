"""The case numbers as a table: the same digits as on the page, beside the article's own."""

from __future__ import annotations

import pytest

from desktop_app.domain.case_numbers import CaseNumber, CaseNumbers
from desktop_app.domain.case_table import case_figure, share_words
from desktop_app.domain.filters import IncidentFilter

NONE, ALL = IncidentFilter(), IncidentFilter().where("open", "is", 0)


def case(key: str = "non_release", n: int = 92, of: int = 100, unknown: int = 0, **bounds: float | None) -> CaseNumber:
    share = n / of if of else None
    given = {"share": share, "low": share, "high": share, **bounds}
    edges = (given["share"], given["low"], given["high"])
    return CaseNumber(key, key.title(), n, of, unknown, *edges, f"{n} of {of}", NONE, ALL)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (case(), "92 %"),
        (case(unknown=8, share=None, low=0.77, high=0.83), "77 – 83 %"),
        (case(unknown=1, share=None, low=0.771, high=0.772), "77 %"),
        (case(n=3, of=4, share=None, low=None, high=None), "3 of 4"),
        (case(n=0, of=0, share=None, low=None, high=None), "–"),
        (case(n=0, of=2, unknown=888, share=None, low=0.0, high=0.998), "0 of 2"),
        (case(n=0, of=0, unknown=292, share=None, low=0.0, high=1.0), "–"),
    ],
)
def test_a_share_is_words_bounds_or_counts(number: CaseNumber, words: str) -> None:
    assert share_words(number) == words


def test_the_table_has_a_row_for_each_number_with_its_ways() -> None:
    dev, plain, mild, top = (case(key) for key in ("resolved_by_dev", "non_release", "medium_or_low", "top_errors"))
    figure = case_figure(CaseNumbers(dev, plain, mild, top, 130, {"test": 30}, ("First.", "Second.")))
    assert figure.n == 100
    assert (figure.definition, figure.definition_lines) == ("First.", ("Second.",))
    assert [row[5].text for row in figure.table.rows] == [
        "article: about 2 %", "–", "article: more than 90 %", "article: most, from about 20",
    ]  # fmt: skip
    for row in figure.table.rows:
        assert [cell.opens for cell in row] == [None, NONE, NONE, ALL, None, None]
    assert figure.values["non_release"] == {"n": 92, "of": 100, "unknown": 0, "share": 0.92}
