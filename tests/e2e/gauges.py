"""What a page costs, as Chromium itself tells it: bytes, layout shift, long tasks, frames, memory."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

_WATCH = """
window.gauge = {shift: 0, moved: [], blocked: 0, frames: []};
new PerformanceObserver(list => list.getEntries().forEach(each => {
  if (each.hadRecentInput) return;
  gauge.shift += each.value;
  each.sources.forEach(({node}) => gauge.moved.push(`${each.value.toFixed(4)} ${node?.className || node?.nodeName}`));
})).observe({type: 'layout-shift', buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(each => {
  gauge.blocked += Math.max(0, each.duration - 50);
})).observe({type: 'longtask', buffered: true});
"""

_CALL = """
const look = () => {
  const canvas = document.querySelector('canvas');
  const play = document.querySelector('audio')?.nextElementSibling;
  const there = {
    heading: document.querySelector('h1') !== null,
    transcript: document.querySelector('ol li p > span') !== null,
    scorecard: document.querySelector('[data-criterion]') !== null,
    play: play !== null && play !== undefined && !play.disabled,
    sound: (document.querySelector('audio')?.readyState ?? 0) >= 1,
    waveform: performance.getEntriesByType('resource').some(each => each.name.includes('/peaks') && each.responseEnd > 0)
      && canvas !== null && canvas.width > 300,
  };
  const now = performance.now();
  for (const [part, done] of Object.entries(there)) if (done) gauge[part] ??= now;
  if (Object.values(there).every(Boolean)) gauge.interactive = now;
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""

_FRAMES = """
gauge.frames = [];
gauge.counting = true;
let before = performance.now();
const count = now => {
  gauge.frames.push(now - before);
  before = now;
  if (gauge.counting) requestAnimationFrame(count);
};
requestAnimationFrame(count);
"""

_SENT = """
performance.getEntriesByType('resource')
  .filter(each => /\\.(js|css)$/.test(new URL(each.name).pathname))
  .map(each => [new URL(each.name).pathname, each.encodedBodySize, each.decodedBodySize])
"""

SLOW_MS = 50


@dataclass(frozen=True, slots=True)
class Sent:
    """Code that a page was sent.

    Attributes:
        script: bytes of JavaScript as they came over the wire.
        style: bytes of style sheets, likewise.
        whole: bytes of both when unpacked.
    """

    script: int
    style: int
    whole: int


@dataclass(frozen=True, slots=True)
class Frames:
    """How a stretch of time was drawn.

    Attributes:
        count: of frames.
        median: milliseconds from one to the next.
        worst: likewise.
        slow: how many came later than `SLOW_MS` after the one before.
    """

    count: int
    median: float
    worst: float
    slow: int

    def __str__(self) -> str:
        """Tell it in a line."""
        return f"{self.count} frames, median {self.median:.1f} ms, worst {self.worst:.0f} ms, {self.slow} over {SLOW_MS} ms"


def watch(page: Page, *, call: bool = False) -> None:
    """Have every document that the page opens from now on measured; `call` names what a call page must show."""
    page.add_init_script(_WATCH + (_CALL if call else ""))


def told(page: Page) -> dict[str, Any]:
    """Read the gauge."""
    found: dict[str, Any] = page.evaluate("gauge")
    return found


def sent(page: Page) -> Sent:
    """Sum up the code of a document."""
    rows: list[tuple[str, int, int]] = page.evaluate(_SENT)
    return Sent(
        script=sum(size for name, size, _ in rows if name.endswith(".js")),
        style=sum(size for name, size, _ in rows if name.endswith(".css")),
        whole=sum(size for _, _, size in rows),
    )


def begin_frames(page: Page) -> None:
    """Begin to time frames."""
    page.evaluate(f"() => {{{_FRAMES}}}")


def end_frames(page: Page) -> Frames:
    """Stop, and sum up; the first frame tells nothing."""
    times: list[float] = sorted(
        page.evaluate("() => { gauge.counting = false; return gauge.frames.slice(1); }")
    )
    slow = sum(each > SLOW_MS for each in times)
    return Frames(len(times), times[len(times) // 2], times[-1], slow)


def megabytes(page: Page) -> float:
    """Tell how much memory the page's objects take, in MB."""
    return float(page.evaluate("performance.memory.usedJSHeapSize")) / 1e6
