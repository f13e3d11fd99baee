import { shifted } from "../house/amount";

/** Says a stretch of days, both ends in it, as moments in the reader's own zone. */
export function bounds(since: string, until: string): { received_from?: string; received_before?: string } {
  const moment = (day: string) => new Date(`${day}T00:00:00`).toISOString();
  return {
    ...(since === "" ? {} : { received_from: moment(since) }),
    ...(until === "" ? {} : { received_before: moment(shifted(until, 1)) }),
  };
}
