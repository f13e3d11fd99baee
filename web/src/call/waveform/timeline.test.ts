import { describe, expect, it } from "vitest";
import { follow, landing, quiet, step, stretch, timeOf, whole, xOf, zoom } from "./timeline";

const hour = 3600;

describe("timeline", () => {
  it("maps there and back", () => {
    const view = { from: 100, to: 160 };
    for (const time of [100, 123.4, 160]) expect(timeOf(view, 900, xOf(view, 900, time))).toBeCloseTo(time);
  });

  it("keeps the place that is zoomed at, and stays within the call", () => {
    const view = zoom(whole(hour), 1200, 0.25, hour);
    expect(view.to - view.from).toBe(900);
    expect(xOf(view, 100, 1200)).toBeCloseTo(xOf(whole(hour), 100, 1200));
    expect(zoom({ from: 0, to: 10 }, 0, 1000, hour)).toEqual({ from: 0, to: hour });
    expect(zoom({ from: 0, to: 4 }, 4, 0.01, hour).to).toBeCloseTo(4);
    expect(zoom(whole(1), 0.5, 0.5, 1)).toEqual({ from: 0, to: 1 });
  });

  it("turns the page only when the time has left it", () => {
    const view = { from: 0, to: 60 };
    expect(follow(view, 30, hour)).toBe(view);
    expect(follow(view, 61, hour)).toEqual({ from: 55, to: 115 });
    expect(follow(view, hour, hour)).toEqual({ from: hour - 60, to: hour });
  });

  it("leaves room for the text on the axis", () => {
    expect(step(whole(hour), 1000)).toBe(300);
    expect(step({ from: 0, to: 20 }, 1000)).toBe(2);
    expect(step(whole(100 * hour), 300)).toBe(3600);
  });

  it("asks for fine peaks only where a column is shorter than half a second", () => {
    expect(stretch(whole(hour), 1000, hour)).toBeNull();
    expect(stretch(whole(106.8), 1000, 106.8)).toEqual({ start: 0, end: 107 });
    expect(stretch({ from: 70, to: 80 }, 1000, hour)).toEqual({ start: 60, end: 120 });
  });
});

describe("silence", () => {
  const turns = [
    { start: 8, end: 9 },
    { start: 1, end: 4 },
    { start: 2, end: 3 },
  ];

  it("is where neither party speaks", () => {
    expect(quiet(turns, 20, 2)).toEqual([
      { start: 4, end: 8 },
      { start: 9, end: 20 },
    ]);
    expect(quiet([], 5, 2)).toEqual([{ start: 0, end: 5 }]);
  });

  it("is skipped up to just before the next word, and not twice", () => {
    const stretches = quiet(turns, 20, 2);
    const at = landing(stretches, 5);
    expect(at).toBe(7.75);
    expect(landing(stretches, at ?? 0)).toBeNull();
    expect(landing(stretches, 3)).toBeNull();
    expect(landing(stretches, 4.1)).toBeNull();
  });
});
