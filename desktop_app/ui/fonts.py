"""The bundled typeface and its text styles, so that the same text measures the same on every machine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "Inter"
FILES = (
    "Inter-Regular.ttf",
    "Inter-Medium.ttf",
    "Inter-SemiBold.ttf",
)  # static: Qt takes one weight of a variable font
BASE_POINTS = 10.0


@dataclass(frozen=True, slots=True)
class Type:
    """Points are at the base size of 10 pt; ``tabular`` gives all digits one width."""

    points: float
    weight: QFont.Weight
    tabular: bool = False
    spacing: float = 100.0  # percent


_REGULAR, _MEDIUM, _SEMIBOLD = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold


class TextStyle(Enum):
    TITLE = Type(17, _SEMIBOLD, spacing=98.5)
    LEAD = Type(11, _REGULAR)
    LEAD_MEDIUM = Type(11, _MEDIUM)
    H2 = Type(11.5, _SEMIBOLD)
    BODY = Type(10, _REGULAR, tabular=True)
    BODY_MEDIUM = Type(10, _MEDIUM, tabular=True)
    BODY_STRONG = Type(10, _SEMIBOLD, tabular=True)
    CAPTION = Type(9, _REGULAR, tabular=True)
    CAPTION_MEDIUM = Type(9, _MEDIUM, tabular=True)
    CAPTION_STRONG = Type(9, _SEMIBOLD, tabular=True)
    NUMBER = Type(20, _SEMIBOLD)
    NUMBER_SMALL = Type(15, _SEMIBOLD)


def load(folder: Path) -> None:
    """Make the typeface known to Qt. Raises RuntimeError naming the file that is missing or no font."""
    for name in FILES:
        if QFontDatabase.addApplicationFont(str(folder / name)) < 0:
            raise RuntimeError(f"The font {folder / name} cannot be loaded; the installation is damaged.")


def make(style: TextStyle, points: float = BASE_POINTS) -> QFont:
    """The font of a text style when body text has ``points``; other scripts fall back to the system's fonts."""
    kind = style.value
    font = QFont(FAMILY)
    font.setPointSizeF(round(kind.points * points / BASE_POINTS, 2))
    font.setWeight(kind.weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("tnum"), int(kind.tabular))
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, kind.spacing)
    return font
