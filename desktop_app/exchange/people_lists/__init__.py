"""Lists of people from a spreadsheet."""
