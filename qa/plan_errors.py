"""Why a plan of reviews is not carried out.

TransitionRefused  (`qa.errors`)
├── PlansOverlap   another plan for the rubric has a moment in common with it
└── NothingToDraw  there is no call in its period
"""

from qa.errors import TransitionRefused


class PlansOverlap(TransitionRefused):
    """Another plan for the same rubric draws from the same time: a call would have two chances."""

    code = "qa.plans_overlap"


class NothingToDraw(TransitionRefused):
    """The machine judged no call of the period by the rubric: the plan would hold the period, and draw nothing."""

    code = "qa.nothing_to_draw"
