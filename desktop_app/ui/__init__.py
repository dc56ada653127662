"""Qt lives here and nowhere else: theme, operations, widgets, charts, and one folder per page."""

from desktop_app.ui.binding import plain_imports

plain_imports()
