import { problemIn, Refusal } from "./client";

/** What shows that a page of ours asks for a change: forms of other sites cannot send it. */
export const OURS = { "X-EveryCall": "1" };

/** Asks for a change; gives what is answered, or nothing where nothing is. */
export async function change<T>(method: "POST" | "PUT" | "DELETE", path: string, body?: object): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: { ...OURS, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Refusal(0, null);
  }
  const text = await response.text();
  if (!response.ok) throw new Refusal(response.status, problemIn(text));
  return text === "" ? (undefined as T) : JSON.parse(text);
}
