"""What the Makefile calls: the package for Debian, its check in a clean root, and the catalogue of words."""
