"""The page "Fell between the teams": where each side kept its own target and the whole missed the shared goal."""
