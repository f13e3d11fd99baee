"""How a call, its cues and its scorecards look in a terminal."""

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from asr.cues.cue import UNITS, Cue, CueKind, Cues
from asr.health.ailment import Health, Severity
from asr.transcript import Party, Transcript, Turn
from qa.flag import Flag, FlagKind
from scoring.finding import Evidence, Finding, Outcome, Scorecard

_SIGN = {
    Outcome.MET: ("✓", "green"),
    Outcome.NOT_MET: ("✗", "red"),
    Outcome.UNDECIDED: ("?", "yellow"),
    Outcome.NOT_APPLICABLE: ("–", "dim"),
}
_PARTY = {
    "zh": {Party.AGENT: "坐席", Party.CUSTOMER: "客户", Party.IVR: "语音导航", Party.UNKNOWN: "未知"},
    "en": {p: p.value for p in Party},
}
_PARTY_STYLE = {Party.AGENT: "cyan", Party.CUSTOMER: "magenta", Party.IVR: "dim", Party.UNKNOWN: "yellow"}
_NOTABLE_TENSION = 1.5
_CALL_CUES = (
    CueKind.TALK_RATIO,
    CueKind.SPEECH_RATE,
    CueKind.RESPONSE_TIME,
    CueKind.TENSION_PEAK,
    CueKind.TENSION_SLOPE,
    CueKind.TENSION_RECOVERY,
)
_MOMENT_CUES = (CueKind.SILENCE, CueKind.INTERRUPTION, CueKind.OVERLAP)

_SHORT_UNITS = {"s", "dB", "Hz", "semitones"}


def clock(seconds: float) -> str:
    """Write a time as `m:ss`, or `h:mm:ss` from an hour on."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def party_name(party: Party, language: str) -> str:
    """Name a party in the call's language."""
    return _PARTY.get(language, _PARTY["en"])[party]


def transcript_view(transcript: Transcript, cues: Cues | None) -> RenderableType:
    """Lay out the turns with times, parties, doubts and the turns in which a customer was tense."""
    tense = _tensest(cues) if cues else {}
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style="dim", no_wrap=True, justify="right")
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    for turn in transcript.turns:
        name = Text(party_name(turn.party, transcript.language), style=_PARTY_STYLE[turn.party])
        grid.add_row(clock(turn.start), name, _turn_text(turn, tense.get(turn.index)))
    return grid


def _tensest(cues: Cues) -> dict[int | None, Cue]:
    """Find the most tense stretch of each turn in which someone was notably tense."""
    notable = [cue for cue in cues.of(CueKind.TENSION) if cue.value >= _NOTABLE_TENSION]
    return {cue.turn: cue for cue in sorted(notable, key=lambda cue: cue.value)}


def _turn_text(turn: Turn, tension: Cue | None) -> Text:
    text = Text(turn.text)
    if tension:
        text.append(f"  tension {tension.value:+.1f}", style="red")
    if turn.overlap > 0:
        text.append(f"  overlap {turn.overlap:.0%}", style="dim")
    for doubt in turn.doubts:
        text.append(f"  [{doubt.value.replace('_', ' ')}]", style="yellow")
    return text


def basis_line(transcript: Transcript) -> str:
    """Say in one line what the parties rest on and how much of the speech has words."""
    who = transcript.attribution
    heard = ", ".join(f"channel {h.channel} {h.share:.1%} of {h.speech:.0f} s" for h in transcript.hearing)
    return f"{transcript.language} · {clock(transcript.duration)} · parties from {who.basis.value} ({who.confidence:.0%} sure) · speech with words: {heard or 'none'}"


def health_view(health: Health) -> RenderableType:
    """List what is wrong with the sound; nothing where it is sound."""
    style = {Severity.NOTE: "dim", Severity.WARNING: "yellow", Severity.BLOCKING: "red"}
    return Group(*(Text(f"{f.severity.value}: {f.detail}", style=style[f.severity]) for f in health.findings))


def cues_view(cues: Cues, language: str) -> RenderableType:
    """List the cues that sum up the call, then its notable moments."""
    grid = Table.grid(padding=(0, 2))
    for kind in _CALL_CUES:
        values = [c for c in cues.of(kind) if c.whole_call]
        if values:
            told = "  ".join(f"{party_name(c.party, language)} {c.value:.2f}" for c in values)
            grid.add_row(kind.value.replace("_", " "), told, Text(UNITS[kind], style="dim"))
    for kind in _MOMENT_CUES:
        for cue in (c for c in cues.of(kind) if not c.whole_call):
            told = f"{party_name(cue.party, language)} {clock(cue.start)}–{clock(cue.end)}"
            grid.add_row(kind.value, told, Text(f"{cue.value:.1f} {UNITS[kind]}", style="dim"))
    notes = [Text(f"note: {note}", style="dim") for note in cues.notes]
    return Group(grid, *notes)


def scorecard_view(card: Scorecard) -> RenderableType:
    """Lay out a scorecard: its score, then one line per criterion with what it rests on."""
    lines: list[RenderableType] = [Text.from_markup(_headline(card))]
    for section in card.sections:
        lines.append(Text(f"{section.section}  {_points(section.score)}", style="bold"))
        lines.extend(Padding(_finding_view(f, card.language), (0, 0, 0, 2)) for f in section.findings)
    return Group(*lines)


def _headline(card: Scorecard) -> str:
    verdict = {True: "[green]passed[/]", False: "[red]not passed[/]", None: "[yellow]open[/]"}[card.passed]
    fatal = (
        f"  [red]auto-fail: {', '.join(card.auto_failed)} (earned {_points(card.earned_score)})[/]"
        if card.auto_failed
        else ""
    )
    name = escape(f"{card.rubric} {card.version}")
    return f"[bold]{name}[/]  {_points(card.score)} / 100  {verdict}{fatal}"


def _points(score: float | None) -> str:
    return "–" if score is None else f"{score:.0f}"


def _finding_view(finding: Finding, language: str) -> RenderableType:
    sign, style = _SIGN[finding.outcome]
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True, min_width=26)
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(ratio=1, overflow="fold")
    rest = [_evidence_text(e, language) for e in finding.evidence]
    if not rest or finding.outcome is not Outcome.MET:
        rest.insert(0, Text(finding.reason))
    near = finding.search.nearest if finding.search else None
    if finding.search and near and near.quote and near.quote not in finding.reason:
        rest.append(
            Text(f"nearest {finding.search.similarity:.2f}: “{near.quote}” {clock(near.start)}", style="dim")
        )
    grid.add_row(Text(sign, style=style), finding.criterion, f"{finding.confidence:.2f}", Group(*rest))
    return grid


def _evidence_text(evidence: Evidence, language: str) -> Text:
    who = party_name(evidence.party, language)
    if evidence.quote:
        return Text(f"“{evidence.quote}” {who} {clock(evidence.start)}")
    cue = evidence.cue
    told = f"{cue.kind.value.replace('_', ' ')} {_amount(cue)}" if cue else evidence.note
    return Text(f"{told} {who} {clock(evidence.start)}–{clock(evidence.end)}")


def _amount(cue: Cue) -> str:
    """Write a cue's value with the short name of its unit, if it has one."""
    if cue.kind is CueKind.SPEECH_RATE:
        return f"{cue.value:.0f}/min"
    unit = UNITS[cue.kind].replace(",", " ").split()[0]
    return f"{cue.value:.1f} {unit}" if unit in _SHORT_UNITS else f"{cue.value:.1f}"


def flags_view(flags: Sequence[Flag]) -> RenderableType:
    """List why a person should look; what is undecided is named in one line, its reasons stand above."""
    undecided = [flag.criterion for flag in flags if flag.kind is FlagKind.UNDECIDED]
    told = [(f.kind.value.replace("_", " "), f.why) for f in flags if f.kind is not FlagKind.UNDECIDED]
    if undecided:
        told.append((FlagKind.UNDECIDED.value, ", ".join(filter(None, undecided))))
    return Group(*(Text(f"flag: {kind}: {why}", style="yellow") for kind, why in told))


def console() -> Console:
    """Open the terminal to print on."""
    return Console(highlight=False)
