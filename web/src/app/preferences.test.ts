import { describe, expect, it } from "vitest";
import { read } from "./preferences";

describe("preferences", () => {
  it("begin with the browser's language", () => {
    expect(read(null, ["fr", "zh-CN", "en"]).language).toBe("zh");
    expect(read(null, ["fr"])).toEqual({ language: "en", theme: "system", speed: 1, skipSilence: false });
  });

  it("come back as they were kept", () => {
    const kept = { language: "zh", theme: "dark", speed: 1.5, skipSilence: true } as const;
    expect(read(JSON.stringify(kept), ["en"])).toEqual(kept);
  });

  it.each(["{", "null", "7", '{"language":"fr","theme":3,"speed":99,"skipSilence":"yes"}'])(
    "survive %s",
    (text) => {
      expect(read(text, ["en-GB"])).toEqual({
        language: "en",
        theme: "system",
        speed: 1,
        skipSilence: false,
      });
    },
  );
});
