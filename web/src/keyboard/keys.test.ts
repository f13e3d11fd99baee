import { describe, expect, it } from "vitest";
import { type Binding, chosen, focusOf } from "./keys";

const binding = (key: string, label = key): Binding => ({ key, label, run: () => undefined });
const pressed = (key: string, more = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  defaultPrevented: false,
  ...more,
});

describe("keys", () => {
  it("does what was bound last", () => {
    const bindings = [binding("j", "below"), binding("k"), binding("j", "above")];
    expect(chosen(bindings, pressed("j"), "page")?.label).toBe("above");
    expect(chosen(bindings, pressed("x"), "page")).toBeUndefined();
  });

  it("leaves a field its letters, and composing its keys", () => {
    expect(chosen([binding("j")], pressed("j"), "writes")).toBeUndefined();
    expect(chosen([binding("j")], pressed("j", { isComposing: true }), "page")).toBeUndefined();
  });

  it("leaves a button its space, and not its letters", () => {
    expect(chosen([binding(" ")], pressed(" "), "acts")).toBeUndefined();
    expect(chosen([binding(" ")], pressed(" "), "page")).toBeDefined();
    expect(chosen([binding("j")], pressed("j"), "acts")).toBeDefined();
  });

  it("leaves the browser its own", () => {
    for (const held of ["ctrlKey", "metaKey", "altKey"])
      expect(chosen([binding("f")], pressed("f", { [held]: true }), "page")).toBeUndefined();
  });

  it("tells where the focus is", () => {
    expect(focusOf(null)).toBe("page");
    expect(focusOf({ tagName: "INPUT", type: "search" })).toBe("writes");
    expect(focusOf({ tagName: "INPUT", type: "checkbox" })).toBe("acts");
    expect(focusOf({ tagName: "DIV", isContentEditable: true })).toBe("writes");
    expect(focusOf({ tagName: "A" })).toBe("acts");
    expect(focusOf({ tagName: "DIV" })).toBe("page");
  });
});
