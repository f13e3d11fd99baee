"""The only reader of the environment."""

from config.settings import Settings

__all__ = ["Settings"]
