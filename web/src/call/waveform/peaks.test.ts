import { describe, expect, it } from "vitest";
import { columns, type Peaks, read } from "./peaks";

function packed(channels: number[][], bucketMs = 20, first = 0): ArrayBuffer {
  const buckets = (channels[0]?.length ?? 0) / 2;
  const bytes = new Uint8Array(20 + channels.length * buckets * 2);
  const view = new DataView(bytes.buffer);
  bytes.set([0x45, 0x43, 0x50, 0x31, channels.length]);
  view.setUint16(6, bucketMs, true);
  view.setUint32(8, first, true);
  view.setUint32(12, buckets, true);
  view.setUint16(16, 9000, true);
  view.setUint16(18, 700, true);
  channels.forEach((values, at) => {
    new Int8Array(bytes.buffer, 20 + at * buckets * 2).set(values);
  });
  return bytes.buffer;
}

describe("peaks", () => {
  it("reads both channels and where they begin", () => {
    const found = read(
      packed(
        [
          [-1, 2, -3, 4],
          [-5, 6, -7, 8],
        ],
        500,
        3,
      ),
    );
    expect(found.bucket).toBe(0.5);
    expect(found.start).toBe(1.5);
    expect(found.loudest).toEqual([9000, 700]);
    expect(found.channels.map((each) => [...each])).toEqual([
      [-1, 2, -3, 4],
      [-5, 6, -7, 8],
    ]);
  });

  it("refuses what is cut short or something else", () => {
    expect(() => read(packed([[1, 2]]).slice(0, 21))).toThrow("cut short");
    expect(() => read(new ArrayBuffer(40))).toThrow("no peaks");
    expect(() => read(new ArrayBuffer(3))).toThrow("no peaks");
  });
});

describe("columns", () => {
  const ramp: Peaks = {
    bucket: 1,
    start: 0,
    loudest: [1],
    channels: [new Int8Array(Array.from({ length: 100 }, (_, at) => [-at, at]).flat())],
  };

  it("loses no peak, however many buckets a column holds", () => {
    for (const width of [1, 7, 33, 100]) {
      const drawn = columns(ramp, 0, 0, 100, width);
      expect(Math.max(...drawn)).toBeCloseTo(99 / 127);
      expect(Math.min(...drawn)).toBeCloseTo(-99 / 127);
    }
  });

  it("repeats a bucket over the columns that it covers", () => {
    const drawn = columns(ramp, 0, 10, 12, 4);
    expect([...drawn].map((value) => Math.round(value * 127))).toEqual([-10, 10, -10, 10, -11, 11, -11, 11]);
  });

  it("draws nothing before the stretch, after it, or for a channel that is not there", () => {
    expect(Math.max(...columns({ ...ramp, start: 50 }, 0, 0, 40, 8))).toBe(0);
    expect(Math.max(...columns(ramp, 0, 100, 140, 8))).toBe(0);
    expect(Math.max(...columns(ramp, 1, 0, 100, 8))).toBe(0);
  });
});
