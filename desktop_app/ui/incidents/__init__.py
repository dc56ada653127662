"""The Incidents page: find, read, log, edit and delete incidents."""
