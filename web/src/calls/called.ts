/** What recording systems call some calls, by the recording's id, as the API tells it beside them. */
export type CallIds = Readonly<Record<string, string>>;

/** How a call is named: as in its recording system, where that is known, else by the beginning of our id. */
export const called = (recording: string, ids: CallIds): string => ids[recording] ?? recording.slice(0, 12);
