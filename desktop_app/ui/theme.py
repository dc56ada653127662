"""Colours, type and sizes of the window in light and dark. The only file with colour literals.

There is one ``Theme`` per QApplication: ``app.py`` makes it before the first widget, and it hangs on the application as
the property ``theme``. Widgets ask ``theme()`` whenever they paint, so they follow a change by being painted again.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from desktop_app.ui import fonts
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.icons import Icons


@dataclass(frozen=True, slots=True)
class Tokens:
    """Named by use, not by look; ``verm`` only marks, the text beside it is ``text`` or ``warntext``."""

    canvas: QColor
    chrome: QColor
    raised: QColor
    sunken: QColor
    hover: QColor
    shade: QColor
    track: QColor
    line: QColor
    line2: QColor
    ctl: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    onaccent: QColor
    accenttext: QColor
    tint: QColor
    tintline: QColor
    mark: QColor  # under letters that a search found
    warnbg: QColor
    warnline: QColor
    warntext: QColor
    blue: QColor
    verm: QColor
    purple: QColor
    green: QColor
    dot_opacity: float

    def __getitem__(self, name: str) -> QColor:
        """The colour of a name known only at run time. Raises KeyError."""
        colour = getattr(self, name, None)
        if not isinstance(colour, QColor):
            raise KeyError(name)
        return colour

    def items(self) -> list[tuple[str, QColor]]:
        return [(f.name, self[f.name]) for f in fields(self) if f.name != "dot_opacity"]


def _tokens(dot_opacity: float, **hexes: str) -> Tokens:
    return Tokens(**{name: QColor(value) for name, value in hexes.items()}, dot_opacity=dot_opacity)


LIGHT = _tokens(
    0.78,
    canvas="#FFFFFF", chrome="#F5F6F8", raised="#FFFFFF", sunken="#F5F6F8", hover="#ECEFF2", shade="#F1F3F5",
    track="#E9ECF0", line="#E4E7EB", line2="#C4CAD2", ctl="#7C8590", text="#1A1E23", text2="#525A65", text3="#636B76",
    accent="#0072B2", onaccent="#FFFFFF", accenttext="#00649D", tint="#E3F0F8", tintline="#9CC8E2", mark="#FBEBB0",
    warnbg="#FDF3E7", warnline="#E9B98A", warntext="#8A3F00", blue="#0072B2",
    verm="#C95500", purple="#A9558A", green="#00845F",
)  # fmt: skip
DARK = _tokens(
    0.55,
    canvas="#16191D", chrome="#101316", raised="#1C2025", sunken="#1C2025", hover="#23282E", shade="#1E2328",
    track="#262C33", line="#2A3037", line2="#444C56", ctl="#7A838E", text="#E7EAEE", text2="#AAB2BC", text3="#8E97A2",
    accent="#56B4E9", onaccent="#08131B", accenttext="#74C2EE", tint="#17303F", tintline="#2C5B77", mark="#4A4018",
    warnbg="#2B2214", warnline="#6B5220", warntext="#F0BE63", blue="#56B4E9",
    verm="#E69F00", purple="#D995BD", green="#3DBE97",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PrintPalette:
    """The colours of a printed sheet, always on white; every kind of block is told by its shape too."""

    paper: QColor
    ink: QColor
    to_ops: QColor
    on_ops: QColor
    to_dev: QColor
    to_dev_line: QColor
    away: QColor
    away_line: QColor
    duty: QColor
    duty_line: QColor
    hub: QColor
    shade: QColor  # weekends and holidays
    band: QColor  # team and month bands
    alarm: QColor  # below the minimum, not filled
    on_alarm: QColor
    grid: QColor
    rule: QColor  # lines to write on
    dots: QColor  # single incidents


def _print_palette(**hexes: str) -> PrintPalette:
    return PrintPalette(**{name: QColor(value) for name, value in hexes.items()})


GREY_PRINT = _print_palette(
    paper="#FFFFFF", ink="#1A1A1A", to_ops="#1A1A1A", on_ops="#FFFFFF", to_dev="#FFFFFF", to_dev_line="#1A1A1A",
    away="#FFFFFF", away_line="#444444", duty="#FFFFFF", duty_line="#1A1A1A", hub="#1A1A1A", shade="#E2E2E2",
    band="#CFCFCF", alarm="#1A1A1A", on_alarm="#FFFFFF", grid="#B4B4B4", rule="#8A8A8A", dots="#6E6E6E",
)  # fmt: skip
COLOUR_PRINT = _print_palette(
    paper="#FFFFFF", ink="#1A1A1A", to_ops="#004C80", on_ops="#FFFFFF", to_dev="#FDEBDD", to_dev_line="#B84A00",
    away="#FFFFFF", away_line="#5B6570", duty="#E3F3EC", duty_line="#00664A", hub="#7A2F63", shade="#E3E7EA",
    band="#CCD4DB", alarm="#1A1A1A", on_alarm="#FFFFFF", grid="#B3BAC1", rule="#8A8A8A", dots="#004C80",
)  # fmt: skip


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def palette(tokens: Tokens) -> QPalette:
    """The tokens as Fusion understands them."""
    made = QPalette()
    role = QPalette.ColorRole
    for roles, colour in (
        ((role.Window, role.Base), tokens.canvas),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), tokens.text),
        ((role.Button, role.Light, role.Midlight, role.ToolTipBase), tokens.raised),
        ((role.AlternateBase,), tokens.sunken),
        ((role.Highlight, role.Accent), tokens.accent),
        ((role.HighlightedText, role.BrightText), tokens.onaccent),
        ((role.PlaceholderText,), tokens.text3),
        ((role.Mid, role.Dark), tokens.line2),
        ((role.Shadow,), tokens.ctl),
        ((role.Link, role.LinkVisited), tokens.accenttext),
    ):
        for each in roles:
            made.setColor(each, colour)
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, tokens.text3)
    return made


def stylesheet(tokens: Tokens, scale: float) -> str:
    """Menus, scroll bars, tool tips and the panel of our LineEdit, which no palette brings into the house style."""
    words = {name: colour.name() for name, colour in tokens.items()}
    sizes = {f"px{n}": f"{round(n * scale)}px" for n in (3, 4, 5, 6, 8, 10, 12, 24, 28, 40)}
    return _SHEET.format(**words, **sizes)


_SHEET = """
QMenuBar {{ background: {chrome}; color: {text}; padding: 2px {px8}; border-bottom: 1px solid {line}; }}
QMenuBar::item {{ padding: {px4} {px10}; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {hover}; }}
QMenu {{ background: {raised}; color: {text}; border: 1px solid {line2}; padding: {px4}; }}
QMenu::item {{ padding: {px5} {px24} {px5} {px8}; border-radius: 4px; margin: 0; }}
QMenu::item:selected {{ background: {tint}; color: {text}; }}
QMenu::item:disabled {{ color: {text3}; background: transparent; }}
QMenu::icon {{ padding-left: {px8}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: {px4} {px8}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; border: none; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; border: none; }}
QScrollBar::handle {{ background: {line2}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:hover {{ background: {ctl}; }}
QScrollBar::handle:vertical {{ min-height: 40px; }}
QScrollBar::handle:horizontal {{ min-width: 40px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
LineEdit, Combo QLineEdit, DateTimeField QLineEdit {{ background: transparent; border: none; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line2}; padding: {px4} {px6}; }}
"""


class Mode(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The look of one application. ``points`` is the size of body text; everything else keeps its proportion to it."""

    changed = Signal()

    def __init__(
        self,
        application: QApplication,
        resources: Path,
        *,
        mode: Mode = Mode.SYSTEM,
        points: float = fonts.BASE_POINTS,
    ) -> None:
        super().__init__(application)
        self._application, self._mode, self._points = application, mode, points
        self._fonts: dict[TextStyle, QFont] = {}
        self._metrics: dict[TextStyle, QFontMetricsF] = {}
        fonts.load(resources / "fonts")
        self.icons = Icons(resources / "icons", lambda: self.tokens)
        self.tokens = self._chosen()
        application.setProperty("theme", self)
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._follow)
        self._apply()

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def dark(self) -> bool:
        return self.tokens is DARK

    @property
    def scale(self) -> float:
        return self._points / fonts.BASE_POINTS

    def set_mode(self, mode: Mode) -> None:
        self._mode = mode
        self._follow()

    def set_points(self, points: float) -> None:
        """Change the size of body text; widgets made earlier keep their measures until they are made again."""
        self._points = points
        self._fonts.clear()
        self._metrics.clear()
        self._apply()

    def px(self, design: float) -> int:
        """A length of THEME.md at the chosen text size, in whole logical pixels."""
        return round(design * self.scale)

    def font(self, style: TextStyle) -> QFont:
        if style not in self._fonts:
            self._fonts[style] = fonts.make(style, self._points)
        return self._fonts[style]

    def metrics(self, style: TextStyle) -> QFontMetricsF:
        if style not in self._metrics:
            self._metrics[style] = QFontMetricsF(self.font(style))
        return self._metrics[style]

    def width(self, text: str, style: TextStyle) -> float:
        return self.metrics(style).horizontalAdvance(text)

    def _chosen(self) -> Tokens:
        system_dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        dark = system_dark if self._mode is Mode.SYSTEM else self._mode is Mode.DARK
        return DARK if dark else LIGHT

    def _follow(self) -> None:
        if self._chosen() is not self.tokens:
            self.tokens = self._chosen()
            self._apply()

    def _apply(self) -> None:
        made = palette(self.tokens)
        self._application.setFont(self.font(TextStyle.BODY))
        self._application.setPalette(made)
        self._application.setStyleSheet(stylesheet(self.tokens, self.scale))
        QToolTip.setPalette(made)
        QToolTip.setFont(self.font(TextStyle.CAPTION))
        self.icons.retint()
        self.changed.emit()


def theme() -> Theme:
    """The theme of the running application. Raises RuntimeError before ``Theme(application, resources)``."""
    application = QApplication.instance()
    held = application.property("theme") if application else None
    if not isinstance(held, Theme):
        raise RuntimeError("Theme(application, resources) comes before the first widget.")
    return held
