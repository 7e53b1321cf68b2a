"""Checks with openpyxl a workbook exported from the catalogue of tests/it/exchange.rs."""

import datetime
import sys

import openpyxl

workbook = openpyxl.load_workbook(sys.argv[1])
names = ["catalogue", "terms", "sources", "activities", "places", "passages", "lessons", "extra"]
assert workbook.sheetnames == names, workbook.sheetnames
for sheet in workbook:
    assert sheet.freeze_panes == "A2", sheet.title
    assert sheet.auto_filter.ref, sheet.title
    for row in sheet:
        for cell in row:
            assert cell.data_type != "f", (sheet.title, cell.coordinate, cell.value)


def rows(name):
    head, *rest = [list(row) for row in workbook[name].values]
    return [dict(zip(head, row)) for row in rest]


header = {row["field"]: row for row in rows("catalogue")}
assert header["title"]["text"] == "=1+1", header
sources = {row["id"]: row for row in rows("sources")}
assert sources["s"]["year"] == 1850 and sources["s"]["authors"] == "A, B\nC", sources["s"]
assert sources["s"]["title_fr"] == "Source" and sources["s"]["title"] is None, sources["s"]
assert sources["t"]["accessed"] == datetime.datetime(2026, 11, 23), sources["t"]
places = rows("places")
assert places[0]["latitude"] == -1.5 and places[0]["kind"] == "region", places[0]
passages = rows("passages")
assert any(row["text_ar"] == "مرحبا" for row in passages)
lessons = rows("lessons")
assert lessons[1]["basis"] == "drawn" and lessons[1]["sources"] == "s;t", lessons[1]
