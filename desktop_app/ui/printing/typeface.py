"""The face of printed sheets: its four weights, and what a text measures in millimetres.

One unit of the sheet is 0.01 mm and fonts are set in these units without hinting, so a text is as wide on the screen,
on paper and in a PDF. Needs a QGuiApplication; a thread of its own may measure too.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from threading import get_ident

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from desktop_app.resources import resource_folder
from desktop_app.ui.printing.marks import UNIT, Box

FAMILY = "IBM Plex Sans Condensed"
FILES = tuple(f"IBMPlexSansCondensed-{name}.ttf" for name in ("Regular", "Medium", "SemiBold", "Bold"))
SMALLEST = 7.5  # points; nothing on paper is set smaller
MM_PER_POINT = 25.4 / 72


class Weight(IntEnum):
    REGULAR = 400
    MEDIUM = 500
    SEMIBOLD = 600
    BOLD = 700


@lru_cache(maxsize=1)
def load() -> str:
    """Make the face known to Qt once. Raises RuntimeError naming the file that is missing or no font."""
    folder = resource_folder() / "fonts"
    for name in FILES:
        if QFontDatabase.addApplicationFont(str(folder / name)) < 0:
            raise RuntimeError(f"The font {folder / name} cannot be loaded; the installation is damaged.")
    return FAMILY


def font(points: float, weight: Weight) -> QFont:
    """The font of a text, its pixel being a unit of the sheet. Each thread has its own: Qt shares what is inside."""
    return _font(points, weight, get_ident())


@lru_cache(maxsize=512)
def _font(points: float, weight: Weight, _thread: int) -> QFont:
    made = QFont(load())
    made.setPixelSize(round(points * MM_PER_POINT * UNIT))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.ForceOutline)
    return made


def _metrics(points: float, weight: Weight) -> QFontMetricsF:
    return _metrics_of(points, weight, get_ident())


@lru_cache(maxsize=512)
def _metrics_of(points: float, weight: Weight, thread: int) -> QFontMetricsF:
    return QFontMetricsF(_font(points, weight, thread))


@lru_cache(maxsize=20_000)
def width(words: str, points: float, weight: Weight = Weight.REGULAR) -> float:
    """How far a text carries, in mm."""
    return _metrics(points, weight).horizontalAdvance(words) / UNIT


@lru_cache(maxsize=256)
def cap_height(points: float, weight: Weight = Weight.REGULAR) -> float:
    """The height of a capital, in mm; texts are centred on it."""
    return _metrics(points, weight).capHeight() / UNIT


@lru_cache(maxsize=20_000)
def ink(words: str, points: float, weight: Weight) -> Box:
    """The black of a text in mm, from the point where it begins on its base line."""
    drawn = _metrics(points, weight).tightBoundingRect(words)
    left = min(0.0, drawn.x() / UNIT)
    right = max(width(words, points, weight), drawn.right() / UNIT)
    return Box(left, drawn.y() / UNIT, right - left, drawn.height() / UNIT)


def line_height(points: float, leading: float = 1.32) -> float:
    """The distance of two base lines in mm."""
    return points * MM_PER_POINT * leading


def elided(words: str, room: float, points: float, weight: Weight = Weight.REGULAR, tail: str = "") -> str:
    """The text, cut with an ellipsis (and ``tail``) when it is wider than ``room`` mm; never fewer than one letter."""
    if width(words + tail, points, weight) <= room:
        return words + tail
    shortened = words
    while len(shortened) > 1 and width(shortened.rstrip() + "…" + tail, points, weight) > room:
        shortened = shortened[:-1]
    return shortened.rstrip() + "…" + tail


def first_fitting(candidates: tuple[str, ...], room: float, points: float, weight: Weight = Weight.REGULAR) -> str:
    """The first candidate that is not wider than ``room`` mm; empty when none fits."""
    return next((words for words in candidates if width(words, points, weight) <= room), "")
