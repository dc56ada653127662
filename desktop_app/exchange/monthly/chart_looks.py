"""How native charts look in the workbooks made for people: small type, thin lines, greys and hatches that print."""

from __future__ import annotations

from typing import Any, Final

INK: Final = "404040"


def dress(chart: Any, counted: str) -> None:
    """Sizes, axes, legend and place of a chart of columns or lines; ``counted`` names its upright axis."""
    from openpyxl.chart.layout import Layout, ManualLayout
    from openpyxl.chart.shapes import GraphicalProperties

    chart.width, chart.height = 13.6, 5.2  # cm
    chart.legend.position = "t"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.noMultiLvlLbl = False
    chart.y_axis.title = counted
    chart.y_axis.number_format, chart.y_axis.majorGridlines.spPr = "0", GraphicalProperties(ln=_thin("D0D0D0"))
    chart.y_axis.scaling.min = 0
    chart.title.tx.rich.p[0].pPr = _type(1000, bold=True)
    chart.title.overlay = False
    chart.x_axis.txPr, chart.y_axis.txPr = _rich(800), _rich(800)
    chart.y_axis.title.tx.rich.p[0].pPr = _type(800)
    chart.legend.txPr = _rich(800)
    place = ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=0.09, y=0.27, w=0.89, h=0.47)
    chart.layout = Layout(manualLayout=place)


def paint(series: Any, ink: str, pattern: Any = None) -> None:
    """Fill the columns of a series, with a pattern (a name of openpyxl's) where grey alone would not tell on paper."""
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.colors import ColorChoice
    from openpyxl.drawing.fill import PatternFillProperties

    front, back = ColorChoice(), ColorChoice()
    front.srgbClr, back.srgbClr = ink, "FFFFFF"
    series.graphicalProperties = GraphicalProperties()
    if pattern is None:
        series.graphicalProperties.solidFill = ink
    else:
        hatch = PatternFillProperties(prst=pattern, fgClr=front, bgClr=back)
        series.graphicalProperties.pattFill = hatch
    series.graphicalProperties.line.solidFill = "404040"


def _thin(ink: str) -> Any:
    from openpyxl.drawing.line import LineProperties

    return LineProperties(w=6350, solidFill=ink)


def _type(size: int, *, bold: bool = False) -> Any:
    """Paragraph properties; ``size`` in hundredths of a point."""
    from openpyxl.drawing.text import CharacterProperties, ParagraphProperties

    return ParagraphProperties(defRPr=CharacterProperties(sz=size, b=bold))


def _rich(size: int) -> Any:
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import Paragraph, RichTextProperties

    return RichText(bodyPr=RichTextProperties(), p=[Paragraph(pPr=_type(size), endParaRPr=_type(size).defRPr)])
