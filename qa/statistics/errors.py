"""Why a statistic cannot be computed.

StatisticsError
├── FiguresInvalid  the figures given cannot be: of unequal lengths, not finite, a share over 1
└── OptionsInvalid  what was asked for cannot be: a confidence of 1, no repetitions

Every message says what was wrong, where, and what to do. Too little data is no refusal: it is a state of the
result (`qa.statistics.figure.FigureState`).
"""

from qa.errors import QaError


class StatisticsError(QaError):
    """Root of what cannot be computed."""

    code = "qa.statistics_error"


class FiguresInvalid(StatisticsError):
    """The figures given cannot be."""

    code = "qa.figures_invalid"


class OptionsInvalid(StatisticsError):
    """What was asked for cannot be."""

    code = "qa.options_invalid"
