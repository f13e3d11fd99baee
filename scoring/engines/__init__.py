"""The only files that load a language model."""
