import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { settings } from "./zh/settings";

/** The settings of the house, as its own modules write them. */
const SETTINGS = ["settings", "keeping", "telling"].flatMap((module) => [
  ...readFileSync(new URL(`../../../config/${module}.py`, import.meta.url), "utf8").matchAll(
    /^ {4}(\w+): [^=\n]+ = Field\((?:[^()]|\([^()]*\)|\([^()]*\([^()]*\)[^()]*\))*?description=((?:\s*"[^"]*")+)/gm,
  ),
]);

describe("the settings of the installation", () => {
  it("are all explained in Chinese, and none that the house has not", () => {
    expect(SETTINGS.length).toBeGreaterThan(60);
    expect(Object.keys(settings).sort()).toEqual(SETTINGS.map(([, name]) => name).sort());
    for (const [name, told] of Object.entries(settings)) expect(told, name).toMatch(/\p{Script=Han}/u);
  });

  it.each(SETTINGS.map(([, name = "", text = ""]) => [name, text]))(
    "name the same things for %s as the house does",
    (name, text) => {
      // What is in backticks, and addresses: these are typed, so they stay as they are.
      const typed = [...text.matchAll(/`([^`]+)`|([a-z0-9]+:\/\/[^\s;,"()]*[^\s;,"().:])/g)];
      for (const [, quoted, address] of typed) expect(settings[name]).toContain(quoted ?? address);
    },
  );
});
