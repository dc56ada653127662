"""The page "Overview": inside the shared goal? what waits, what fell between the teams, what comes next."""
