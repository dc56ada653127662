"""Where one block of a text file ends and the next begins never changes what is read."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop_app.exchange.reader import text
from desktop_app.exchange.reader.read_as import ReadAs
from desktop_app.exchange.reader.saying import Unreadable
from desktop_app.exchange.reader.shape import Table
from tests.exchange.files import text_file

QUIET = settings(max_examples=70, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
HEADER = ["Number", "Opened", "State"]
LETTERS = {
    "utf-8": "ab1 \"'\n\r;,\t|äß漢\u2028\x85", "utf-16-le": "ab1 \"\n,äß漢", "cp1252": "ab1 \"\n\r;|äßœ€",
    "cp932": 'ab1 "\n,表ソ能ア', "utf-32-be": 'ab1 "\n\r,ä', "koi8-r": 'ab1 "\n,жЯ',
}  # fmt: skip


def outcome(path: Path, block: int) -> Table | str:
    try:
        return text.read(str(path), "", block=block)
    except Unreadable as found:
        return str(found.saying)


@QUIET
@given(body=st.text(st.sampled_from('a1",;\n\r\\ ä'), max_size=60), block=st.integers(4, 40))
@example(body='a,"b\n",c\n5" disk,x,y\n"p",q\n', block=7)
@example(body='INC1,"a \\"b\\" c",x\nINC2,y,z\n', block=5)
@example(body='a,b,c\r\n\r"x\r\ny",,\r', block=4)
def test_any_text_gives_the_same_rows_in_blocks_of_any_size(tmp_path: Path, body: str, block: int) -> None:
    path = text_file(tmp_path, "Number,Opened,State\n" + body)
    whole, cut = outcome(path, 1 << 20), outcome(path, block)
    if isinstance(whole, str) or isinstance(cut, str):
        assert whole == cut
        return
    assert whole.rows.rows() == cut.rows.rows()
    assert (whole.ragged, whole.header) == (cut.ragged, cut.header)


@QUIET
@given(data=st.data())
def test_any_well_quoted_table_reads_back_in_any_encoding_and_separator(tmp_path: Path, data: st.DataObject) -> None:
    encoding = data.draw(st.sampled_from(sorted(LETTERS)))
    cell = st.text(st.sampled_from(LETTERS[encoding]), max_size=5)
    rows = data.draw(st.lists(st.tuples(cell, cell, st.just("x")), max_size=6))
    separator = data.draw(st.sampled_from(";,\t|:~^"))
    written = io.StringIO()
    quoting, end = data.draw(
        st.sampled_from([(csv.QUOTE_ALL, "\n"), (csv.QUOTE_ALL, "\r\n"), (csv.QUOTE_MINIMAL, "\r\n")])
    )
    csv.writer(written, delimiter=separator, quoting=quoting, lineterminator=end).writerows([HEADER, *rows])
    path = text_file(tmp_path, written.getvalue().encode(encoding))
    block = data.draw(st.integers(4, 50))
    table = text.read(str(path), "", ReadAs(encoding=encoding, delimiter=separator, persons=True), block=block)
    assert [tuple(cell or "" for cell in row[1:]) for row in table.rows.rows()] == rows
    assert table.rows["row"].to_list() == list(range(2, 2 + len(rows)))
