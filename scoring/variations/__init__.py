"""Word lists of what must not matter to an answer, one file for each language; each says where it comes from."""
