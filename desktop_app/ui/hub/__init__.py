"""The page "Knowledge hub": which team has given a session to the others, and the sessions themselves."""
