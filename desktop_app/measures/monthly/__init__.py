"""The month: its page, its workbook, and what changed since it was issued."""
