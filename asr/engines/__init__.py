"""The only files that load a speech model."""
