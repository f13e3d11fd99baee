"""Files of every recording system become samples on disk, a piece at a time."""
