import type { Receipt } from "../../api/types";

/** What a check of a receipt tells. */
export interface Checked {
  /** The digest is that of the form and the parts' digests. */
  whole: boolean;
  /** The receipt stands in its sealed day; null while the day is not sealed. */
  inDay: boolean | null;
}

/** Checks that a receipt's digests belong together, and that it stands in its day (RFC 6962, section 2.1). */
export async function check(
  receipt: Pick<Receipt, "form" | "digests" | "digest" | "proof">,
): Promise<Checked> {
  const whole = (await sha256(new TextEncoder().encode(canonical(receipt)))) === receipt.digest;
  if (receipt.proof === null) return { whole, inDay: null };
  let node = await sha256(joined(0, receipt.digest));
  for (const { digest, left } of receipt.proof.path)
    node = await sha256(left ? joined(1, digest, node) : joined(1, node, digest));
  return { whole, inDay: node === receipt.proof.sealed.seal.root };
}

/** Form and digests, the one way that qa/chain.py writes them: keys sorted, no spaces. */
function canonical({ form, digests }: Pick<Receipt, "form" | "digests">): string {
  const sorted = Object.fromEntries(Object.entries(digests).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify({ digests: sorted, form });
}

function joined(first: 0 | 1, ...hex: string[]): Uint8Array<ArrayBuffer> {
  const bytes = hex.join("").match(/../g) ?? [];
  return Uint8Array.from([first, ...bytes.map((each) => Number.parseInt(each, 16))]);
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
