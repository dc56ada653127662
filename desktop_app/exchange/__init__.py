"""Files in and out. Foreign files are read in a worker process."""
