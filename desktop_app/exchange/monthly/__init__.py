"""The monthly workbook: live formulas over its data, native charts, definitions."""
