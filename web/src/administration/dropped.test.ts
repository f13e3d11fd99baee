import { describe, expect, it } from "vitest";
import { parted } from "./dropped";

const file = (name: string) => new File(["x"], name);

describe("what was dropped", () => {
  it("is a recording, perhaps with its sidecar", () => {
    const [audio, sidecar] = [file("call.wav"), file("call.wav.JSON")];
    expect(parted([sidecar, audio])).toEqual({ audio, sidecar });
    expect(parted([audio])).toEqual({ audio, sidecar: null });
  });

  it("is nothing without a recording", () => {
    expect(parted([file("call.json")])).toBeNull();
    expect(parted([])).toBeNull();
  });
});
