"""Every figure of the catalogue drawn as it comes from incidents, however many there are."""

from __future__ import annotations

import pytest

from desktop_app.domain.periods import Period
from desktop_app.measures.catalogue import FIGURES
from desktop_app.ui.charts.faces import face_of
from desktop_app.ui.charts.layouts import is_empty, lay_out
from desktop_app.ui.theme import theme
from tests.measures.factories import random_frame, targets
from tests.measures.questions import ask
from tests.ui.charts.places import outside, overlaps


@pytest.mark.parametrize("n", [0, 1, 9, 11, 1000])
def test_no_words_overlap_or_leave_the_chart_of_any_figure(n: int) -> None:
    asked = ask(random_frame(7, n), targets(), Period())
    figures = [made(asked) for made in FIGURES.values()]
    for points, width in ((10, 344), (14, 344), (10, 560), (15, 900), (10, 1184)):
        theme().set_points(points)
        for figure in figures:
            face = face_of(figure)
            assert face.headline
            if figure.chart is None or is_empty(figure.chart):
                assert face.picture is None
                continue
            made = lay_out(figure.chart, width, face.first)
            assert (figure.key, overlaps(made), outside(made)) == (figure.key, [], [])
            assert made.stops
