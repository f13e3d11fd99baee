"""A rubric and a call in, a scorecard with evidence out."""
