"""The page "Teams and targets": the side each team stands on, and the target sets with their dates of validity."""
