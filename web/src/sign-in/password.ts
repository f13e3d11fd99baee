/** Tells whether a new password was written in two ways. */
export function differs(given: FormData): boolean {
  return given.get("password") !== given.get("again");
}
