"""Nothing is cut: at the least size, in a language 40 % longer, with large type, light and dark."""

from __future__ import annotations

import contextlib
import gettext
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.exceptions import TimeoutError as QtBotTimeout

from desktop_app.domain import language
from desktop_app.ui.incidents.act_words import ASKING
from desktop_app.ui.theme import Mode, theme
from tests.ui.clipping import clipped
from tests.ui.conftest import PseudoCatalogue
from tests.ui.incidents.conftest import Drive, Driver


@pytest.fixture(params=["as written", "40 % longer"])
def words(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.param != "as written":
        language.use(PseudoCatalogue())
    yield
    language.use(gettext.NullTranslations())


def look(driver: Driver) -> list[str]:
    """What is cut on the page; the table's own words give way by design, and so does the page's sentence."""

    def found() -> list[str]:
        return [line for line in clipped(driver.page) if not line.startswith("ElidedLabel")]

    with contextlib.suppress(QtBotTimeout):  # layouts take a few turns of the event loop
        driver.qtbot.waitUntil(lambda: not found(), timeout=2_000)
    return found()


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize(("width", "height"), [(1232, 780), (968, 620)])
def test_nothing_is_cut_with_pane_or_form(drive: Drive, width: int, height: int) -> None:
    driver = drive(width=width, height=height)
    assert look(driver) == []
    driver.click_row(1)
    driver.press(Qt.Key.Key_Return)
    assert look(driver) == []
    driver.page.new_incident()
    driver.settle()
    driver.parts.form.say("An incident needs a title.")
    driver.settle()
    assert look(driver) == []


def test_nothing_is_cut_in_large_type_and_dark(drive: Drive) -> None:
    theme().set_points(14)
    theme().set_mode(Mode.DARK)
    driver = drive(width=1232, height=780)
    driver.click_row(1)
    driver.press(Qt.Key.Key_Return)
    assert look(driver) == []


@pytest.mark.usefixtures("words")
def test_nothing_is_cut_in_a_small_form(drive: Drive) -> None:
    driver = drive(width=968, height=620)
    driver.click_row(1)
    driver.press(Qt.Key.Key_Return)
    for act in sorted(ASKING):
        driver.page._panes.acts.do_shown(act)
        driver.settle()
        driver.parts.act_pane.say("The time lies in the future.")
        driver.settle()
        assert look(driver) == [], act
        driver.press(Qt.Key.Key_Escape)
    driver.page._panes.acts.correct_times()
    driver.settle()
    assert look(driver) == []
