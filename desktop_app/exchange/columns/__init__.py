"""What the columns of foreign files are called, and by which tools."""
