"""The window around the pages: menus, sidebar, scope bar, status bar, and the way back."""
