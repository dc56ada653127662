"""The page "Support hours": when the working clock runs, from which day on, and for which systems."""
