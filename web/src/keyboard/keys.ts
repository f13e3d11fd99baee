/** A key and what it does; `key` is as `KeyboardEvent.key` names it. */
export interface Binding {
  key: string;
  label: string;
  run(): void;
}

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing: boolean;
  defaultPrevented: boolean;
}

const WRITES = new Set(["INPUT", "TEXTAREA", "SELECT"]);
const ACTS = new Set(["BUTTON", "A", "SUMMARY"]);

/** Where the focus is: a field takes every key, a button or link its own. */
export function focusOf(
  element: { tagName: string; isContentEditable?: boolean; type?: string } | null,
): Focus {
  if (element === null) return "page";
  if (element.isContentEditable === true) return "writes";
  if (element.tagName === "INPUT" && (element.type === "range" || element.type === "checkbox")) return "acts";
  if (WRITES.has(element.tagName)) return "writes";
  return ACTS.has(element.tagName) ? "acts" : "page";
}

export type Focus = "page" | "writes" | "acts";

/** Finds what a key does: the binding that was made last wins; keys that the focus needs are left to it. */
export function chosen(bindings: readonly Binding[], pressed: Pressed, focus: Focus): Binding | undefined {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey) return undefined;
  if (pressed.isComposing || pressed.defaultPrevented || focus === "writes") return undefined;
  if (focus === "acts" && (pressed.key === " " || pressed.key === "Enter" || pressed.key.startsWith("Arrow")))
    return undefined;
  return bindings.findLast((each) => each.key === pressed.key);
}
