"""`make samples`: speak every script that changed and write the recordings."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from samples.kokoro import Kokoro, VoicesMissing
from samples.manner import Sound
from samples.mix import Mix, mix
from samples.recording import sound_path, write
from samples.script import BadScript, Line, Script, read_all
from samples.speech import Speech

HERE = Path(__file__).resolve().parent
KEPT = HERE.parent / ".samples-voices"
"""Weights, voices and spoken turns between runs; ignored by git."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the sample calls; return the exit status."""
    parser = argparse.ArgumentParser(description="Speak the sample calls (synthetic voices, telephone line).")
    parser.add_argument("ids", nargs="*", help="only these calls; default: all")
    wanted = parser.parse_args(arguments).ids
    try:
        _make(_chosen(read_all(HERE / "scripts"), wanted))
    except (BadScript, VoicesMissing) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


def _chosen(scripts: Sequence[Script], wanted: Sequence[str]) -> Sequence[Script]:
    if unknown := set(wanted) - {script.id for script in scripts}:
        raise BadScript(f"No script called {', '.join(sorted(unknown))} in samples/scripts/.")
    return [script for script in scripts if not wanted or script.id in wanted]


def _make(scripts: Sequence[Script]) -> None:
    speech = Speech(Kokoro(KEPT), KEPT / "turns")
    total = 0.0
    for at, script in enumerate(scripts, start=1):
        mixed = perform(script, speech)
        write(HERE, script, mixed)
        total += mixed.duration
        size = sound_path(HERE, script).stat().st_size / 1000
        print(f"[{at}/{len(scripts)}] {script.id:32} {mixed.duration:6.1f} s {size:7.0f} kB", flush=True)
    print(f"{len(scripts)} calls, {total / 60:.1f} minutes")


def perform(script: Script, speech: Speech) -> Mix:
    """Speak and mix one call."""

    def speak(line: Line) -> Sound:
        voice = script.voices[line.party]
        return speech.turn(line.text, voice=voice, language=script.language, manner=line.manner)

    return mix(script, speak)
