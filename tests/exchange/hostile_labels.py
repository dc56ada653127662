"""Labels of the manifest that we hold wrong, each with what is right and why.

The manifest's labels were derived from what two readers did, not from what the files are. "read" is a file
whose rows no other reader can confirm.
"""

from __future__ import annotations

_GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "refuse-clean",
        "a fuzzer's bytes: control characters outside any cell, no text that a person could check",
        (
            "duckdb-csv/data/csv/afl/10.csv",
            "duckdb-csv/data/csv/afl/13.csv",
            "duckdb-csv/data/csv/afl/14.csv",
            "duckdb-csv/data/csv/afl/15.csv",
            "duckdb-csv/data/csv/afl/16.csv",
            "duckdb-csv/data/csv/afl/17.csv",
            "duckdb-csv/data/csv/afl/18.csv",
            "duckdb-csv/data/csv/afl/19.csv",
            "duckdb-csv/data/csv/afl/20.csv",
            "duckdb-csv/data/csv/afl/3977/case_1.csv",
            "duckdb-csv/data/csv/afl/3977/case_21.csv",
            "duckdb-csv/data/csv/afl/3977/case_55.csv",
            "duckdb-csv/data/csv/afl/3977/case_60.csv",
            "duckdb-csv/data/csv/afl/3977/case_61.csv",
            "duckdb-csv/data/csv/afl/3977/case_69.csv",
            "duckdb-csv/data/csv/afl/3977/case_79.csv",
            "duckdb-csv/data/csv/afl/3977/case_88.csv",
            "duckdb-csv/data/csv/afl/4234/test_fuzz_4234.csv",
            "duckdb-csv/data/csv/afl/4329/case_1.csv",
            "duckdb-csv/data/csv/afl/5194/crashes/case_4.csv",
            "duckdb-csv/data/csv/afl/6.csv",
            "duckdb-csv/data/csv/afl/ignore_errors/17.csv",
            "duckdb-csv/data/csv/afl/ignore_errors/32.csv",
            "duckdb-csv/data/csv/afl/ignore_errors/37.csv",
            "duckdb-csv/data/csv/afl/ignore_errors/44.csv",
            "duckdb-csv/data/csv/afl/no_parameter/17.csv",
            "duckdb-csv/data/csv/afl/null_padding/12.csv",
            "duckdb-csv/data/csv/afl/null_padding/2.csv",
            "duckdb-csv/data/csv/afl/null_padding/21.csv",
            "duckdb-csv/data/csv/afl/null_padding/23.csv",
            "duckdb-csv/data/csv/afl/null_padding/28.csv",
            "duckdb-csv/data/csv/afl/null_padding/31.csv",
            "duckdb-csv/data/csv/afl/null_padding/35.csv",
            "duckdb-csv/data/csv/afl/skip/1.csv",
            "duckdb-csv/data/csv/fuzzing/23.csv",
            "duckdb-csv/data/csv/fuzzing/29.csv",
            "duckdb-csv/data/csv/quoted_comment_buffer_boundary.csv",
        ),
    ),
    (
        "import-or-ask",
        "not UTF-8 and no damage: the encoding is found by vote and shown for confirmation",
        (
            "duckdb-csv/data/csv/encodings/shift_jis.csv",
            "duckdb-csv/data/csv/fuzzing/22.csv",
            "duckdb-csv/data/csv/afl/null_padding/14.csv",
            "duckdb-csv/data/csv/afl/ignore_errors/39.csv",
            "duckdb-csv/data/csv/afl/ignore_errors/40.csv",
            "duckdb-csv/data/csv/afl/ignore_errors/41.csv",
            "duckdb-csv/data/csv/afl/no_parameter/1.csv",
        ),
    ),
    (
        "import-or-ask",
        "a table under another kind's name: decided by content",
        (
            "synthetic/files/wrong-csv-as-xlsx.xlsx",
            "synthetic/files/wrong-tsv-as.xls",
            "frictionless/data/compression/implicit-zip.csv",
        ),
    ),
    (
        "read",
        "a table of a web page named .xls, as many tools export: read by content, and no other reader of ours knows it",
        ("synthetic/files/wrong-html-as.xls",),
    ),
    (
        "refuse-clean",
        "three lines of blanks: nothing to import",
        ("synthetic/files/csv-whitespace-only.csv",),
    ),
    (
        "refuse-clean",
        "a broken tag in the sheet's XML: calamine reads on and loses cells or guesses where they are",
        ("synthetic/files/xmlflip-24.xlsx",),
    ),
    (
        "read",
        "calamine stops at a sheet of charts or macros, or at parts under other names: the worksheets are read",
        (
            "qsv/resources/test/any_sheets.xlsb",
            "calamine/tests/any_sheets.xlsb",
            "pycalamine/tests/data/any_sheets.xlsb",
            "sheetjs/wtf_path.xlsb",
            "sheetjs/artifacts/quattro/write_57.xls",
            "sheetjs/2013/apachepoi_WithChartSheet.xlsx.xlsb",
            "sheetjs/2013/apachepoi_ex42570-20305.xls.xlsb",
            "sheetjs/2013/apachepoi_44010-SingleChart.xls.xlsb",
            "sheetjs/2013/apachepoi_12843-1.xls.xlsb",
            "sheetjs/2013/apachepoi_44010-TwoCharts.xls.xlsb",
            "sheetjs/2013/apachepoi_34775.xls.xlsb",
            "sheetjs/2013/apachepoi_47813.xlsx.xlsb",
        ),
    ),
    (
        "refuse-clean",
        "two parts of one name but for the capitals: nobody knows which is meant",
        ("poi/test-data/spreadsheet/duplicate-filename-case-insensitive.xlsx",),
    ),
    (
        "import-or-ask",
        "a line of text under a workbook's name: it is asked where its columns are",
        ("calamine/tests/too_small.xls",),
    ),
    (
        "read",
        "separators are escaped by a backslash outside quotes, which neither csv nor we undo: each reads what it sees",
        ("duckdb-csv/data/csv/unquoted_escape/mixed.csv",),
    ),
    (
        "refuse-clean",
        "quotation marks and nothing else",
        (
            "duckdb-csv/data/csv/multidelimiter/file_ends_in_quoted_value.csv",
            "duckdb-csv/data/csv/multidelimiter/simple_unterminated_quote.csv",
        ),
    ),
    (
        "refuse-clean",
        "a JSON file under another name: the sentence says so",
        ("synthetic/files/wrong-json-as.csv",),
    ),
    (
        "refuse-clean",
        "more columns than any spreadsheet has, in one line of more than 256 KB",
        ("synthetic/files/csv-100k-columns.csv",),
    ),
    (
        "refuse-clean",
        "it begins as a program and ends as a workbook: two programs would take it for two things",
        ("synthetic/files/zip-prepended-junk.xlsx",),
    ),
    (
        "refuse-clean",
        "300 MB of blanks packed into 300 KB: a bomb by its ratio, whatever a patient reader makes of it",
        ("synthetic/files/zipbomb-sheet-space-300MB.xlsx",),
    ),
    (
        "refuse-clean",
        "its only visible sheet holds a blank; all its cells are in sheets that were hidden",
        ("exceljs/spec/integration/data/test-issue-877.xlsx",),
    ),
    (
        "refuse-clean",
        "the chain of sectors of its container runs into itself: damaged",
        ("poi/test-data/spreadsheet/45290.xls",),
    ),
    (
        "read",
        "calamine gives nought for results of formulas, or a number for a date, or gives up: ours are the values shown",
        (
            "poi/test-data/spreadsheet/25183.xls",
            "poi/test-data/spreadsheet/WrongFormulaRecordType.xls",
            "sheetjs/number_format.ods",
            "calamine/tests/ptgexp-truncated-operand.xls",
            "poi/test-data/spreadsheet/61045_govdocs1_626534.xls",
        ),
    ),
    (
        "read",
        "a time before midnight of the first day, which Excel shows as ####: no two readers agree",
        ("poi/test-data/spreadsheet/bug60858.xlsx",),
    ),
)
BETTER_LABELS = {file: (expect, reason) for expect, reason, files in _GROUPS for file in files}
