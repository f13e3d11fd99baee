"""What the API says of itself at the head of its document: what it is for, and its groups of operations."""

DESCRIPTION = """
Every call a contact centre records goes in; evidence-backed scorecards come out.

A recording is uploaded, or named where it already lies in the bucket. It passes three stages, *ingest*,
*transcribe* and *score*; follow it at `GET /v1/recordings/{id}`. Then read its transcript, its cues and its
evaluations, and listen to it.

Every refusal is a problem document ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)); `GET /v1/problems`
lists them. Lists are read page by page: pass `next` as `cursor`, and keep the filters. Times in calls are
seconds from the start; moments are RFC 3339 with a time zone.
"""
TAGS = [
    {"name": "Recordings", "description": "Put calls in, find them, follow them."},
    {"name": "Sources", "description": "The recording systems: how they stand, paused and resumed."},
    {"name": "Results", "description": "What was heard and how it was judged, with the evidence."},
    {"name": "Exports", "description": "Results taken out in bulk, or printed."},
    {
        "name": "Reviews",
        "description": "People's answers beside the machine's: planned, handed out, released.",
    },
    {
        "name": "Disputes",
        "description": "Findings contested by agents, and what follows from those that fell.",
    },
    {"name": "Calibration", "description": "Several people score one call blind."},
    {"name": "Coaching", "description": "What agents work on, with moments of calls, and what it did."},
    {"name": "Quality", "description": "How wrong the machine is, and who answers which criterion."},
    {"name": "Rubrics", "description": "What calls are judged by."},
    {"name": "Coverage", "description": "Whether every call that happened was inspected, and which was not."},
    {"name": "Receipts", "description": "What an evaluation was made of, sealed day by day."},
    {"name": "Retention", "description": "How long calls are kept, what is on legal hold, and purges."},
    {"name": "People", "description": "Who signs in, with what, and what they may do."},
    {"name": "Webhooks", "description": "Who is told what outside of the house, and how that went."},
    {"name": "Service", "description": "The service itself."},
]
