"""The English sentences that the house keeps as data, taken apart again: a code and its values, to be said in any language.

Transcripts, cues, findings on sound, flags and purges tell in plain words what they rest on. The words are part of what receipts
have sealed, so they stay as they are; whoever shows them in another language goes by the code.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from qa.refusal_sentence import REFUSALS

SENTENCES: Mapping[str, str] = {
    # Who speaks where (`asr.attribute`, `asr.retell`).
    "parties.told": "a person said who speaks where",
    "parties.by_map": "the channel map says that {side} is the agent",
    "parties.untold": "what is said does not tell the agent from the customer",
    "parties.nobody": "nobody says anything",
    "parties.prompts": "only recorded prompts are heard",
    "parties.sign_quoted": "{side} {sign} (“{quote}”, {at})",
    "parties.sign": "{side} {sign} ({at})",
    # What could not be measured (`asr.cues.measure`, `asr.cues.gain`).
    "cue.no_interruptions": "interruptions are not told: the parties share a channel, on which who cut in is too uncertain",
    "cue.no_loudness": "loudness of the {party} is not told: channel {channel} has automatic gain control, {why}",
    "cue.loudness_unsure": "loudness of the {party} is not told: automatic gain control on channel {channel} cannot be ruled"
    " out, {why}",
    "cue.no_noise": "loudness above noise is not told on channel {channel}: no noise is heard between words",
    "cue.tension_whose": "tension is not told: which voice is the customer's is not certain (confidence {confidence}), and"
    " agents' voices are not read",
    "cue.tension_short": "tension of the {party} is not told: {seconds} s of voiced speech without overlap hold no segment of"
    " {segment} s with {voiced} s of voice",
    "cue.no_course": "the course of tension of the {party} is not told: {why}",
    "cue.few_segments": "{segments} segments of speech, {needed} are needed",
    "gain.pumps": "the noise rises by {decibels} dB after speech stops, in {share} of {pauses} pauses",
    "gain.too_few": "{stretches} stretches of speech of {seconds} s are too few to tell, {needed} are needed",
    "gain.spread": "the level of {stretches} stretches of speech varies by {decibels} dB",
    # What a cue rests on (`asr.cues`).
    "cue.pitch": "pitch {semitones} semitones {side} {usual}",
    "cue.pitch_peaks": "pitch peaks {semitones} semitones {side} {usual}",
    "cue.bright": "{decibels} dB {side} energy over 1 kHz than {usual}",
    "cue.overtones": "overtones over 2 kHz {decibels} dB {side} than {usual}",
    "cue.over_segments": "over {segments} segments",
    "cue.over_voiced": "over {seconds} s of voiced speech",
    "cue.recovery": "{worst} at the worst point, {end} at the end",
    "cue.came_in": "the {second} came in after the {first} had been speaking for {seconds} s",
    "cue.gave_way": "the {first} stopped, the {second} went on",
    "cue.went_on": "the {first} went on, the {second} stopped",
    "cue.said": "about {count} {unit} said",
    "cue.in_all": "{count} in all, the longest {seconds} s",
    "cue.none": "none",
    "cue.answers": "median of {count} answers, the longest after {seconds} s",
    "cue.answering": "answering turn {turn} of the {party}",
    "cue.rate": "{count} {unit} in {seconds} s of speech",
    "cue.talk": "{own} s of {total} s of speech",
    "cue.loudness": "speech at {usual} dB, noise at {floor} dB re full scale",
    "cue.late": "the {first} had finished, the {second} came in late",
    "cue.broke_off": "the {party} broke off and went on",
    "cue.asked_to_wait": "the {party} had asked to wait",
    "cue.asked_if_there": "the {party} asked whether anyone was there",
    "cue.short_question": "the {party} ended it with a short question",
    "cue.asked": "the {party} had asked a question",
    "cue.tones_from": "music or tones came from the {party}'s side",
    "cue.tones": "the line carried music or tones",
    "cue.dead_air": "dead air",
    "cue.unsure_who": "who spoke around it is not certain",
    # What is wrong with the sound (`asr.health`, `asr.words`, `asr.attribute`).
    "health.truncated": "{why} What was said there is not judged, and a closing may seem to be missing; fetch the whole file"
    " from the recording system and send it again.",
    "health.streams": "The file has {streams} streams of sound and only the first was heard. If each party has a stream of its"
    " own, one of them was not judged; export both as the two channels of one stream.",
    "health.damaged": "{skipped} of {packets} packets could not be decoded, and for {seconds} s the file has no sound, where"
    " silence was put; words may be missing there. Where it is more than a moment, fetch the file again.",
    "health.alike": "All {channels} channels carry the same sound, so the call is treated as mono and the parties are told apart"
    " by their voices, which is less sure; let the recording system keep the agent and the customer on channels of their own.",
    "health.silent": "Nothing sounds anywhere: no 20 ms are louder than {level} dBFS. There is nothing to judge; check the"
    " recorder's line or codec settings.",
    "health.only_music": "Music sounds for {seconds} s and hardly anyone speaks beside it. The call cannot be judged; nobody may"
    " have answered, or the recorder took the hold line.",
    "health.little_speech": "Only {seconds} s of speech were heard, and under {least} s a call is not judged; listen whether"
    " anyone answered.",
    "health.dead_channel": "Channel {channel} carries {what} ({seconds} s), while {others} s are spoken on the other. What its"
    " party said cannot be judged; check the line or the recorder's channel map.",
    "health.clipped": "{share} of the sound on {channel} is clipped at full scale. Words are less sure, and loudness and tension"
    " read too high or too flat; lower the recorder's gain.",
    "health.hum": "Mains hum of {hertz} Hz with {harmonics} harmonics is {decibels} dB under the speech on {channel}. Pitch and"
    " loudness there are less sure; check the grounding of the headset or the analogue line.",
    "health.hold": "Music plays for {seconds} s on {channel} while nobody speaks there: the call was on hold, and silence"
    " measured there is not dead air.",
    "health.speed": "The speech on {channel} seems to run at {speed} speed: rhythm, pitch and band are {octaves} octaves off, as"
    " when the header gives {times} the true sample rate. Words and times cannot be trusted; compare the call's length with the"
    " telephone system's, correct the rate and send it again.",
    "health.holes": "On channel {channel} {lost} s of {speech} s of speech have no words ({share} have): what was said there is"
    " not judged. Listen to these places before relying on an absence.",
    "health.too_many_holes": "On channel {channel} {lost} s of {speech} s of speech have no words ({share} have): too little to"
    " judge the call by its words. Listen to it, or transcribe it with a larger model.",
    "health.language": "The call is spoken in neither Chinese nor English: these are {share} likely. It cannot be judged; where"
    " that is wrong, state the call's language in its metadata and send it on its way again.",
    "health.swapped": "Channel {channel} is mapped to the agent, but what is said sounds the other way round: {why}. Criteria"
    " that depend on who speaks are undecided. Correct the channel map of this source, or state the agent's channel, and listen"
    " again.",
    # Why something is erased, or not (`qa.retention`, `qa.purge`, `storage.planning`, `storage.purging`).
    "purge.layer": "{layer} {why}",
    "purge.demand": "on request: {reason}",
    "purge.held": "on legal hold {holds}",
    "purge.gone": "erased before",
    "purge.restored": "erased before the backup was brought back",
    "purge.unknown": "there is no such recording any more",
    "purge.on_its_way": "still {state}; it is planned again once it has ended",
    "purge.not_due": "the {layer} is not due: {why}",
    "purge.original_stays": "the original stays in the recording system's bucket",
    "kept.until": "kept until {day} ({classes})",
    "kept.waits": "waits for {days} ({classes})",
    "kept.ever": "kept for ever ({classes})",
    "kept.no_class": "kept for ever: no class is for it",
    # Why the house turned a receiver off (`qa.subscription`, `workers.courier`).
    "off.nothing_arrived": "nothing arrived for {days} days",
    "off.gone": "it answered 410: it wants nothing more",
    # Why a person should look (`qa.flag`); what a criterion says is in the words of its rubric, and stays so.
    "flag.doubtful": "The recogniser's mean confidence in the words is {mean}, under {least}; check quotes by ear.",
    "flag.parties": "Who is agent and who is customer rests on {basis} with confidence {confidence}; criteria that depend on it"
    " are undecided.",
    "flag.keyword": "“{word}” is said by {party}.",
    "flag.keyword_often": "“{word}” is said by {party}, and in {turns} more turns.",
    "flag.tense": "The customer's voice is tense ({by} above the usual).",
    "flag.tense_by": "The customer's voice is tense ({by} above the usual): {why}.",
    "flag.score": "{score} of 100 in {rubric}.",
    "flag.drawn": "Drawn by chance from {calls} calls, with a chance of {chance}; its review tells how often the machine errs.",
    # What keeps a rubric from being published (`scoring.gate`, `scoring.corpus`, `scoring.examples`, `scoring.mutants`, `qa.fairness`).
    "gate.no_examples": "there are no examples; write calls with what is expected of them",
    "gate.answer": "{example}: {criterion}: {why}",
    "gate.unshown": "no example shows {criterion} {outcome}; write one",
    "gate.no_good_calls": "there are no good calls in {language} to try the auto-fails on; add some",
    "gate.alarm": "{criterion} fails the good call “{call}”: {quotes}",
    "gate.survivors": "{count} of {made} changes are noticed by no example, more than {most}; write examples that notice them",
    "gate.flips": "{criterion}: {flipped} of {calls} calls are answered otherwise when only {kind} change (up to {upper} of all; the"
    " limit is {limit}); mend the check, or add calls",
    "example.other": "expected {expected}, found {found}: {reason}",
    "example.gap": "is {outcome} by now: drop the {mark}",
    "example.not_quoted": "line {line} (“{words}”) is expected as evidence and is not",
    "example.quoted_gap": "line {line} (“{words}”) is evidence by now: drop the {mark}",
    "example.quoted": "line {line} (“{words}”) is evidence and is not expected",
    "example.cue": "cue {number} ({cue}) is evidence",
    "example.no_cue": "cue {number} ({cue}) is not evidence",
    "change.made": "{given} made {changed}",
    "change.widened": "{given} widened to {changed}",
    "change.never": "as if nothing came near its examples",
    "change.unlike": "without its counter-examples",
    "change.without": "without “{words}”",
    # What is wrong with a rubric's file, or looks like a mistake (`scoring.problems`, `scoring.lint`).
    "lint.at": "{file}:{line}: {why}",
    "lint.criterion": "criterion {id}: {why}",
    "lint.section": "section {id}: {why}",
    "lint.example": "example {id}: {why}",
    "lint.field": "{field}: {why}",
    "lint.missing": "is missing; add it",
    "lint.no_field": "is no field here",
    "lint.no_field_meant": "is no field here; did you mean `{meant}`?",
    "lint.not_possible": "“{given}” is not possible; write {expected}",
    "lint.no_text": "{given} is no text; write it in quotes",
    "lint.mapping": "must be a mapping of fields",
    "lint.no_name": "“{given}” is no name; write lower-case letters, digits and hyphens, as opening-greeting",
    "lint.no_check": "{given} is no check; write one, as phrase: [thank you], or the $name of one",
    "lint.checks_at_once": "is {count} checks at once ({kinds}); put them under `all` or `any`",
    "lint.no_kind": "has no kind of check in it; there are {kinds}",
    "lint.no_kind_meant": "has no kind of check in it; did you mean `{meant}`?; there are {kinds}",
    "lint.unused_files": "nothing of these files is used; drop it, or use a name of theirs",
    "lint.no_weight": "weighs 0, so that the weights inside are never used; give it a weight, or drop theirs",
    "lint.no_guidance": "is missing; who disputes an answer needs to know how to tell",
    "lint.no_guidance_judge": "is missing; a judge without it answers as it likes",
    "lint.critical": "a critical criterion that weighs 0 changes no critical score; give it one",
    "lint.applies_if": "is the check itself, which is then always met; ask something else",
    "lint.sequence": "an auto-fail sequence without `applies_if` fails every call in which the topic never came up; add it",
    "lint.customer": "the customer's words would bring the form to 0, too; add `party`",
    "lint.pattern": "the pattern “{pattern}” looks at everyone's words; add `party`",
    "lint.judge": "anyone's words count, and a caller may talk the judge into an answer; add `party`",
    "lint.everywhere": "“{words}” is found nearly everywhere without a `party`; add one, or more words",
    "lint.needless": "“{words}” is needless: wherever it is said, “{other}” is found already; drop it",
    "lint.twice": "“{words}” is there twice; keep one",
    "lint.unused": "is never used; drop it, or use it",
    # What is wrong with a file of the switch's calls (`qa.cdr`).
    "cdr.at": "line {line}: {why}",
    "cdr.after": "after line {line}: {why}",
    "cdr.empty": "{column} is empty: every call has one",
    "cdr.no_zone": "{column} has no time zone: write it as 2026-03-01T09:30:00+08:00, or name the zone of the file",
    "cdr.moment": "{column} is {given}: write it as 2026-03-01T09:30:00+08:00",
    "cdr.seconds": "{column} is {given}: write seconds, 0 or more, as 61.5",
    "cdr.direction": "{column} is {given}: write inbound, outbound or internal",
    "cdr.recorded": "{column} is {given}: write yes or no",
    "cdr.control": "{column} is {given}: write it without control characters",
    "cdr.long": "{column} is {given}: write it in 200 characters at most",
    "cdr.otherwise": "call {call} of source {source} stands above with other facts; keep one",
    "cdr.no_column": "there is no column {name} for {fact}",
    "cdr.no_column_meant": "there is no column {name} for {fact}; did you mean {meant}?",
    "cdr.no_fact": "{column} is no fact of a call; known are {facts}",
    "cdr.no_csv": "is no CSV ({error}); quote fields that hold quotes or commas",
    "cdr.no_text": "a byte is not UTF-8 ({error}); save the file as UTF-8",
    "cdr.more": "and {count} more",
    **REFUSALS,
}
"""By code: as the modules write them, with a name for each part that differs."""

_NARROW = {
    "layer": "audio|transcript|scores",
    "party": "agent|customer|ivr|unknown",
    "first": "agent|customer|ivr|unknown",
    "second": "agent|customer|ivr|unknown",
    "side": r"[\w.-]+",
    "sign": r"[^“”(]+",
    "at": r"\d+:\d\d",
    "unit": "characters|words",
    "basis": "channels|diarization|person",
    "by": r"[\d.]+",
    "rubric": r"[\w-]+",
    "criterion": r"[\w-]+",
    "outcome": "met|not_met|not_applicable|undecided",
    "file": r"[\w./-]+",
    "line": r"\d+",
    "field": r"[\w$.\[\]-]+",
    "count": r"[\d.]+",
    "column": r"[^:]+",
}
"""What some parts can be, where a sentence would fit too much otherwise."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, taken apart.

    Attributes:
        code: which sentence it is; empty where nobody knows it, and the text is to be shown.
        values: its parts, as they are written.
        why: what its part `why` is made of; none where it has no such part.
        text: the sentence itself.
    """

    code: str
    values: Mapping[str, str]
    why: tuple["Said", ...]
    text: str


def read(text: str) -> tuple[Said, ...]:
    """Take a text apart; several where it strings sentences together with semicolons."""
    parts = tuple(_one(each) for each in text.split("; "))
    return parts if all(each.code for each in parts) else (_one(text),)


def read_all(texts: Iterable[str]) -> Mapping[str, tuple[Said, ...]]:
    """Take many texts apart, each once; gives them by text."""
    return {text: read(text) for text in dict.fromkeys(texts) if text}


def _one(text: str) -> Said:
    for code, longest, pattern in _patterns():
        found = pattern.fullmatch(text) if longest in text else None
        if found is not None:
            values = found.groupdict()
            return Said(code, values, read(values["why"]) if "why" in values else (), text)
    return Said("", {}, (), text)


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Compile the sentences, those with the most fixed letters first; with the longest part that is always there."""
    fixed = {code: re.split(r"{\w+}", sentence) for code, sentence in SENTENCES.items()}
    order = sorted(fixed, key=lambda code: -sum(map(len, fixed[code])))
    return tuple((code, max(fixed[code], key=len), _pattern(SENTENCES[code])) for code in order)


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = re.split(r"{(\w+)}", sentence)
    written = (
        re.escape(part) if place % 2 == 0 else f"(?P<{part}>{_NARROW.get(part, '.+?')})"
        for place, part in enumerate(parts)
    )
    return re.compile("".join(written), re.DOTALL)
