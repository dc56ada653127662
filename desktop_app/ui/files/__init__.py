"""The page "Files": where the workspace and its backups lie."""
