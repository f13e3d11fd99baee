"""What making up a year refuses.

SyntheticError
├── RealCalls   it would stand among calls that happened
└── Seeded      one is there already
"""


class SyntheticError(Exception):
    """A year cannot be made up here."""


class RealCalls(SyntheticError):
    """A made-up year would stand among calls that happened."""


class Seeded(SyntheticError):
    """A made-up year is there already."""
