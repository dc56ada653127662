"""How the file was read: only what applies to its kind is shown, and each of it can be told otherwise."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.imports import ImportAnswers, ImportReview
from desktop_app.domain.language import _
from desktop_app.ui.imports.answer_fields import AnswerCombo, RowField, Section
from desktop_app.ui.imports.edges import inset
from desktop_app.ui.imports.file_words import (
    DELIMITERS,
    ENCODINGS,
    accented,
    delimiter_label,
    encoding_label,
    hidden_fact,
)
from desktop_app.ui.imports.first_rows import FirstRowsFoot
from desktop_app.ui.imports.options import Option, Options
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.fields import LineEdit
from desktop_app.ui.widgets.layouts import ScrollArea, boxed, column, row

READ, LEFT_OUT = "read", "left out"
OTHER = ""  # a delimiter of one's own
SIGN_WIDTH = 64


class _Sign(LineEdit):
    """One character that stands between the columns."""

    def __init__(self) -> None:
        super().__init__(accessible_name=_("Column separator"))
        self.setMaxLength(1)
        self.setFixedWidth(theme().px(SIGN_WIDTH))


class FileBody(QWidget):
    """Sheet, header row, encoding, delimiter and hidden rows over the first rows of the file."""

    sheet_chosen = Signal(str)
    header_row_chosen = Signal(int)
    encoding_chosen = Signal(str)
    delimiter_chosen = Signal(str)
    hidden_rows_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheets, self.hidden = (Options(accessible_name=name) for name in (_("Sheet"), _("Hidden rows")))
        self.header_row = RowField(_("Header row"))
        self.encoding = AnswerCombo(accessible_name=_("Encoding"))
        self.delimiter, self.sign = AnswerCombo(accessible_name=_("Column separator")), _Sign()
        self._found = ""
        self._sheet = Section(_("Sheet"), self.sheets)
        self._header = Section(_("Header row"), inset(self.header_row))
        self._encoding = Section(_("Encoding"), inset(self.encoding))
        self._delimiter = Section(_("Column separator"), inset(row((self.delimiter, 1), self.sign)))
        self._hidden = Section(_("Hidden rows"), self.hidden)
        sections = (self._sheet, self._encoding, self._delimiter, self._header, self._hidden)
        self.first_rows = FirstRowsFoot()
        self._area = ScrollArea(boxed(column(*sections, None)))
        self.setLayout(column((self._area, 1), self.first_rows))
        self._listen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.first_rows.fit(self.height())

    def show_review(self, review: ImportReview, answers: ImportAnswers) -> None:
        self._sheet.setVisible(len(review.sheets) > 1)
        self.sheets.show_choices(tuple((name, name) for name in review.sheets), review.sheet)
        self.header_row.show_row(review.header_row)
        self._header.say(_("The row that holds the names of the columns, as a spreadsheet counts."))
        self._show_encoding(review)
        self._show_delimiter(review)
        self._show_hidden(review.hidden_rows, read=answers.hidden_rows)
        self.first_rows.show_review(review)

    def sheet_options(self) -> list[Option]:
        return self.sheets.findChildren(Option)

    def _listen(self) -> None:
        self.sheets.chosen.connect(self.sheet_chosen)
        self.header_row.chosen.connect(self.header_row_chosen)
        self.encoding.answered.connect(self._on_encoding)
        self.delimiter.answered.connect(self._on_delimiter)
        self.sign.editingFinished.connect(self._on_sign)
        self.hidden.chosen.connect(lambda value: self.hidden_rows_chosen.emit(value == READ))

    def _show_encoding(self, review: ImportReview) -> None:
        found = review.encoding
        self._encoding.setVisible(bool(found))
        if not found:
            return
        labels = {encoding_label(name): name for name in ENCODINGS}
        labels[encoding_label(found)] = found
        self.encoding.show_choices(tuple(labels.items()), found)
        words = accented(review.header, review.first_rows)
        seen = _("Words of the file with accents: {words}.").format(words=", ".join(words)) if words else ""
        if review.encoding_sure:
            self._encoding.say(seen)
            return
        asked = _("Not sure: look at the accents below. Where they are wrong, choose another encoding.")
        self._encoding.say(f"{asked}\n{seen}".strip(), "warntext")

    def _show_delimiter(self, review: ImportReview) -> None:
        self._found = review.delimiter
        self._delimiter.setVisible(bool(review.encoding))
        known = review.delimiter in DELIMITERS
        choices = tuple((delimiter_label(each), each) for each in DELIMITERS)
        self.delimiter.show_choices((*choices, (_("Another character"), OTHER)), review.delimiter if known else OTHER)
        self.sign.setText("" if known else review.delimiter)
        self.sign.setVisible(not known)

    def _show_hidden(self, rows: int, *, read: bool) -> None:
        self._hidden.setVisible(bool(rows) or not read)
        self.hidden.show_choices(((READ, _("Read them")), (LEFT_OUT, _("Leave them out"))), READ if read else LEFT_OUT)
        self._hidden.say(_("The sheet has {rows}.").format(rows=hidden_fact(rows)) if rows else "")

    def _on_encoding(self, encoding: str) -> None:
        self.encoding_chosen.emit(encoding)

    def _on_delimiter(self, sign: str) -> None:
        if sign:
            self.sign.hide()
            self.delimiter_chosen.emit(sign)
            return
        self.sign.show()
        self.sign.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_sign(self) -> None:
        if self.sign.text() not in ("", self._found):
            self._found = self.sign.text()
            self.delimiter_chosen.emit(self._found)
