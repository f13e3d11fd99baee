"""A rubric of one criterion that passes every gate, as it is written in files."""

TEXT = """
id: manners
version: "{version}"
language: en
title: Manners
owner: QA
sections:
  - id: only
    title: Only
    criteria:
      - id: polite
        title: Uses no bad words
        auto_fail: true
        check: {{absence: {{phrase: [{phrase}], party: agent}}}}
        guidance: Listen.
"""
EXAMPLES = """
examples:
  - call: bad
    turns: |
      agent: You {phrase}!  # polite
      customer: What {phrase}?
    expect: {{polite: not_met}}
  - call: good
    turns: |
      agent: Good day.
    expect: {{polite: met}}
"""
GOOD = "language: en\ncalls:\n  - call: weather\n    turns: |\n      agent: It rains cats and dogs.\n"
