"""Refusals that people meet at the workbench, as they are written where they are raised; `qa.sentence` takes them apart."""

from collections.abc import Mapping

REFUSALS: Mapping[str, str] = {
    # Reviews (`qa.review`, `api.worklist`).
    "no.review_skipped": "{who} skipped review {id} before; give it to somebody else.",
    "no.review_taken": "Review {id} is {who}'s already; answer it.",
    "no.review_others": "Review {id} is {who}'s; take it over first.",
    "no.review_own": "Review {id} is of {who}'s own call; somebody else reviews it.",
    "no.review_later": "Review {id} is to be released on {when}; wait.",
    "no.review_agent": "Review {id} is of another agent's call; that agent acknowledges it.",
    "no.review_open": "Review {id} of this call is open already; take that one over instead.",
    # Disputes (`qa.dispute`).
    "no.contest_others": "Evaluation {id} is of another agent's call; that agent may contest it.",
    "no.contest_late": "Evaluation {id} could be contested until {when}.",
    "no.dispute_own": "Dispute {id} is about {who}'s own call; somebody else decides it.",
    "no.dispute_judged": "{who} judged the call of dispute {id} before; somebody else decides it.",
    "no.dispute_others": "Dispute {id} is another agent's.",
    "no.dispute_late": "Dispute {id} could be appealed until {when}.",
    # Calibrations (`qa.calibration`).
    "no.calibration_alone": "A calibration takes two people or more, each once; name them.",
    "no.calibration_expert": "{who} does not take part; name an expert who does, or none.",
    "no.calibration_own": "Calibration {id} is on {who}'s own call; somebody else scores it.",
    "no.calibration_few": "{scored} of {all} scored in calibration {id}; two are needed to compare.",
    "no.calibration_open": "Calibration {id} is open; close it to see how people scored.",
    "no.calibration_closed": "Calibration {id} is closed; call a new one.",
    # Coaching (`qa.coaching`).
    "no.coaching_goal": "Coaching plan {id} has no goal; set one, then share it.",
    "no.coaching_clips": "Coaching plan {id} has {most} clips; remove one first.",
    "no.coaching_clip": "A clip from {start} to {end} s does not lie within the call; give a start and a later end.",
    "no.coaching_others": "Recording {id} is of another agent's call; take clips from calls of agent {who}.",
    # People and teams (`qa.account`, `storage.people`, `api.people`).
    "no.password_length": "A password has {least} to {most} characters, and this one has {has}; a few words that do not"
    " belong together are easy to keep in mind.",
    "no.password_guessed": "This password is made of the name, or of what is guessed first, or of few characters; choose"
    " another one.",
    "no.last_administrator": "Then nobody would be administrator, and nobody could make one; make another person"
    " administrator first.",
    "no.team_circle": "Team {team} is {other} or stands below it; name a team that does not, or none.",
    "no.login_taken": "Somebody goes by the login {login} already; choose another one.",
    "no.team_parent": "There is no team {team} in the tree; put it there first.",
    # Keeping and erasing (`qa.purge`, `qa.legal_hold`, `storage.planning`).
    "no.purge_own": "Purge {id} was planned by {who}; have another person approve it.",
    "no.purge_changed": "Purge {id} lists what has digest {digest}, not {seen}; look at it again before you approve it.",
    "no.still": "Recording {id} is still {state}; wait until it ends.",
    "no.hold_over": "Legal hold {id} was released by {who} on {when}; put a new one where it should hold again.",
    "no.customer": "No recording has this {name}; look at how the recording system writes it (GET /v1/recordings/…).",
    # Receivers (`qa.destination`, `qa.signature`).
    "no.address_long": "The address has {has} characters; give one of 1 to {most}.",
    "no.address_signs": "The address holds blanks, line breaks or letters beyond ASCII; write its host in Punycode and the"
    " rest percent-encoded.",
    "no.address_kind": "The address is not one of http or https with a host; write https://host/path.",
    "no.address_user": "The address holds a user or password, which would be shown and logged; leave them out: what is"
    " sent is signed.",
    "no.address_fragment": "The address holds a fragment (#…), which is never sent; leave it out.",
    "no.secret_bytes": "The secret has {has} bytes; it takes {least} to {most}.",
    # Filters (`qa.saved_filter`).
    "no.filter_long": "The filters of {name} are {has} characters, and one holds {most}; narrow by less.",
    "no.filter_taken": "There is a filter {name} for the {list} already; change that one, or choose another name.",
    "no.filter_many": "There are {has} filters for the {list}, as many as one person keeps; remove one first.",
    # Rubrics (`qa.rubric_version`, `storage.rubric_versions`).
    "no.version_same": "{version} says the very same already, as revision {revision} ({status}); change something, or"
    " publish that one.",
    "no.version_taken": "{version} is there with other content, as revision {revision}; raise `version` in the file.",
    "no.version_active": "{version} is active; publish another version in its place, or retire it first.",
}
"""By code: with a name for each part that differs."""
