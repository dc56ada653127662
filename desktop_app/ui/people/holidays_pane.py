"""Which country or region's public holidays the workspace keeps."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.ui.widgets.asking import Asked
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.panes import DetailPane
from desktop_app.ui.widgets.region_field import RegionField


class HolidaysPane(DetailPane):
    """``region_wanted`` tells the code of the region, empty for none."""

    region_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(_("Of the workspace"), _("Public holidays"))
        self.region = RegionField(_("Country or region"), accessible_name=_("Country or region"))
        self.asked = Asked(self.region)
        self.save = Button(_("Keep these"), look=Look.PRIMARY)
        self.none = Button(_("Keep none"), tip=_("Plan without public holidays"))
        explained = _("People without a region of their own are not planned on these days. Type a part of the name.")
        for item in (Label(explained, tone="text2", wrap=True), 12, self.asked):
            self.add(item)
        for button in (self.save, self.none):
            self.add_action(button)
        self.save.clicked.connect(self._save)
        self.none.clicked.connect(lambda: self.region_wanted.emit(""))

    def begin(self, code: str, regions: Mapping[str, str]) -> None:
        """Show the region that is kept now."""
        self.offer_regions(regions)
        self.region.set_region(code)
        self.asked.settle()
        self.none.setEnabled(bool(code))
        self.region.setFocus(Qt.FocusReason.OtherFocusReason)
        self.region.selectAll()

    def offer_regions(self, regions: Mapping[str, str]) -> None:
        self.region.set_regions(regions)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save()
            return
        super().keyPressEvent(event)

    def _save(self) -> None:
        try:
            self.region_wanted.emit(self.region.region())
        except Refused as error:
            self.asked.refuse(error.sentence)
