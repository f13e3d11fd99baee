"""The benchmark's table in a terminal."""

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table

from bench.agreement import Verdict, by_criterion
from bench.measures import Tally
from bench.normalise import NORMALISER
from bench.report import HEARING_TARGET, MEMORY_TARGET, SPEED_TARGETS, Marks, Row, Total
from bench.result import Showing

_COLUMNS = ("errors %", "by party %", "right party %", "DER % (±0.25 s)", "CPU-s per s")


def show(
    console: Console,
    rows: Sequence[Row],
    found: Sequence[Total],
    showings: Sequence[Showing],
    judged: Sequence[Verdict],
) -> None:
    """Print the table, what it comes to, and every disagreement of a scorecard with its script."""
    console.print(_table(rows, found))
    for total in found:
        if total.language == "all":
            stages = ", ".join(f"{name} {cpu:.4f}" for name, cpu in total.stages.items())
            console.print(f"Ours, {total.kind}, CPU-seconds per second of audio: {stages}")
    for showing in showings:
        console.print(
            f"{showing.system}: peak memory {showing.peak_bytes / 1e6:.0f} MB, models loaded and warm after "
            f"{showing.loading:.1f} CPU-s; {'; '.join(showing.engines.values())}"
        )
    if judged:
        _show_agreement(console, judged)


def show_hour(console: Console, showing: Showing) -> None:
    """Print what an hour-long call took."""
    result = showing.results[0]
    within = "within" if showing.peak_bytes <= MEMORY_TARGET else "OVER"
    console.print(
        f"An hour on two channels ({result.duration:.0f} s): peak memory {showing.peak_bytes / 1e6:.0f} MB, {within} "
        f"{MEMORY_TARGET / 1e6:.0f} MB; {result.cpu_seconds:.0f} CPU-s, {result.rtf:.4f} per second of audio; "
        f"words on {' / '.join(f'{100 * share:.1f}' for share in result.hearing) or '–'} % of the heard speech. "
        + ", ".join(f"{stage} {cpu:.1f}" for stage, cpu in result.cpu.items())
    )


def _table(rows: Sequence[Row], found: Sequence[Total]) -> Table:
    table = Table(
        title=f"CER (zh) and WER (en), {NORMALISER}; each pair is ours | baseline",
        caption="right party: the baseline's voices are named as suits it best; words: share of heard speech with "
        f"words, per channel, target {HEARING_TARGET:.0%}; speed: baseline's CPU-seconds for one of ours",
    )
    table.add_column("case", no_wrap=True)
    table.add_column("seconds", justify="right")
    for name in (*_COLUMNS[:3], "words %", *_COLUMNS[3:], "speed"):
        table.add_column(name, justify="right")
    kind = ""
    for one in sorted(rows, key=lambda r: (r.kind, r.language, r.origin, r.case)):
        if one.kind != kind:
            table.add_section()
            kind = one.kind
        table.add_row(*_cells(one))
    table.add_section()
    for total in found:
        table.add_row(*_total_cells(total), style="bold" if total.language == "all" else None)
    return table


def _cells(one: Row) -> tuple[str, ...]:
    pair = one.ours, one.baseline
    heard = one.ours.hearing if one.ours else ()
    words = " / ".join(_flagged(f"{100 * share:.1f}", share >= HEARING_TARGET) for share in heard)
    return (
        f"{one.case} ({one.language}, {one.kind})",
        f"{one.duration:.0f}",
        _pair(pair, lambda m: _rate(m.errors)),
        _pair(pair, lambda m: _rate(m.party_errors)),
        _pair(pair, lambda m: _rate(m.party)),
        "not judged" if one.ours and one.ours.blocked else words or "–",
        _pair(pair, lambda m: f"{_rate(m.der[0])} ({_rate(m.der[1])})" if m.der else "–"),
        _pair(pair, lambda m: f"{m.seconds / m.duration:.4f}"),
        f"{one.speed:.1f}x" if one.speed else "–",
    )


def _total_cells(total: Total) -> tuple[str, ...]:
    target = SPEED_TARGETS[total.kind]
    speed = _flagged(f"{total.speed:.1f}x", total.fast_enough)
    return (
        f"{total.kind}, {total.language}: {total.cases} cases",
        "",
        _flagged(f"{_rate(total.ours)} | {_rate(total.baseline)}", total.no_worse),
        f"{_rate(total.ours_by_party)} | {_rate(total.baseline_by_party)}",
        "",
        "",
        "",
        f"target {target:g}x",
        speed,
    )


def _pair(pair: tuple[Marks | None, Marks | None], told: Callable[[Marks], str]) -> str:
    cells = [told(marks) if marks else "–" for marks in pair]
    return "–" if set(cells) == {"–"} else " | ".join(cells)


def _rate(tally: Tally | None) -> str:
    return "–" if tally is None else f"{100 * tally.rate:.1f}"


def _flagged(text: str, good: bool) -> str:
    return f"[green]{text}[/green]" if good else f"[red]{text} ✗[/red]"


def _show_agreement(console: Console, judged: Sequence[Verdict]) -> None:
    right = sum(v.agrees for v in judged)
    unjust = sum(v.unjust for v in judged)
    open_ = sum(v.given == "undecided" for v in judged)
    console.print(
        f"\nScorecards against the scripts of {len({v.case for v in judged})} sample calls: {right} of {len(judged)} "
        f"answers agree ({100 * right / len(judged):.1f} %), {open_} undecided, {unjust} blame for nothing."
    )
    console.print(
        ", ".join(f"{name} {t.count:.0f}/{t.total:.0f}" for name, t in by_criterion(judged).items()),
        highlight=False,
    )
    for v in judged:
        if not v.agrees:
            console.print(
                f"  {v.case}: {v.rubric}/{v.criterion} is {v.given}, expected {v.expected}. {v.reason}",
                markup=False,
                highlight=False,
            )
