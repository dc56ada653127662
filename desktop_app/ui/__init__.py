"""Qt lives here and nowhere else: theme, operations, widgets, charts, and one folder per page."""
