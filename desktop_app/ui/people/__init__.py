"""The page "People": who is at home in which team, how much of the week, and when they are away."""
