import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { change } from "../api/change";
import type { components } from "../api/schema";
import design from "../design/design.module.css";
import { Ask, Field } from "../house/ask";
import { Refused } from "../house/refused";
import { useSpoken } from "../i18n/context";
import { errandFor, worded } from "./reasons";

type Redriven = components["schemas"]["Redriven"];

interface Errand {
  day: string;
  reason: string;
  onClose(): void;
}

/** Sends all that failed for one reason on their way again; how many that is stands there first. */
export function Redrive({ day, reason, onClose }: Errand) {
  const { m, f } = useSpoken();
  const [every, setEvery] = useState(false);
  const chosen = { ...errandFor(reason), ...(every ? {} : { day }) };
  const key = JSON.stringify(chosen);
  const {
    mutate: count,
    data,
    error,
  } = useMutation({
    mutationFn: (asked: string) =>
      change<Redriven>("POST", "/v1/recordings/redrive", {
        ...JSON.parse(asked),
        reason: "–",
        dry_run: true,
      }),
  });
  useEffect(() => count(key), [count, key]);
  return (
    <Ask
      title={m.coverage.redriveTitle}
      why={
        <>
          <p>{worded(reason, m)}</p>
          <p className={design.fine}>{m.coverage.redriveWhy}</p>
        </>
      }
      act={data ? m.coverage.redriveAct(f.number(data.matched)) : m.coverage.redrive}
      reason
      changes={[["coverage"], ["work"], ["recordings"]]}
      run={({ reason: why }) =>
        change<Redriven>("POST", "/v1/recordings/redrive", { ...chosen, reason: why })
      }
      onClose={onClose}
    >
      <Field name={m.coverage.redriveWhich}>
        {(id) => (
          <select
            id={id}
            className={design.field}
            value={every ? "all" : "day"}
            onChange={(event) => setEvery(event.target.value === "all")}
          >
            <option value="day">{m.coverage.redriveDay(day)}</option>
            <option value="all">{m.coverage.redriveAll}</option>
          </select>
        )}
      </Field>
      <p role="status">{data && m.coverage.redriveCount(f.number(data.matched))}</p>
      <Refused error={error} />
    </Ask>
  );
}
