import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import design from "../../design/design.module.css";
import { Failed, Note } from "../../design/states";
import { useSpoken } from "../../i18n/context";
import type { Version, Whole } from "../queries";
import style from "../rubrics.module.css";
import { backtest, type Progress } from "./report";
import { Results } from "./results";

interface Tested {
  whole: Whole;
  against: string | null;
  family: readonly Version[];
}

/** Stored calls scored by this version and by another, on the spot. */
export function Backtesting({ whole, against, family }: Tested) {
  const { m } = useSpoken();
  const others = family.filter(({ digest }) => digest !== whole.digest);
  const [other, setOther] = useState(against);
  const [since, setSince] = useState("");
  const [until, setUntil] = useState("");
  const [progress, setProgress] = useState<Progress | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const test = useMutation({
    mutationFn: () => {
      running.current = new AbortController();
      setProgress(null);
      return backtest(whole.digest, { against: other, since, until }, setProgress, running.current.signal);
    },
  });
  if (others.length === 0)
    return (
      <Note title={m.rubrics.onlyOne}>
        <p>{m.rubrics.nothingToTest}</p>
      </Note>
    );
  const stopped = test.error instanceof DOMException;
  return (
    <div className={style.form}>
      <p className={design.fine}>{m.rubrics.testWhy}</p>
      <form
        className={style.bar}
        onSubmit={(event) => {
          event.preventDefault();
          test.mutate();
        }}
      >
        <label className={style.field}>
          {m.rubrics.against}
          <select
            className={design.field}
            value={other ?? ""}
            onChange={({ target }) => setOther(target.value)}
          >
            {others.map((each) => (
              <option key={each.digest} value={each.digest}>
                {each.version} · {m.rubrics.status[each.status]}
              </option>
            ))}
          </select>
        </label>
        <label className={style.field}>
          {m.rubrics.since}
          <input
            type="date"
            className={design.field}
            value={since}
            max={until || undefined}
            onChange={({ target }) => setSince(target.value)}
          />
        </label>
        <label className={style.field}>
          {m.rubrics.until}
          <input
            type="date"
            className={design.field}
            value={until}
            min={since || undefined}
            onChange={({ target }) => setUntil(target.value)}
          />
        </label>
        <button type="submit" className={design.primary} disabled={test.isPending}>
          {m.rubrics.runTest}
        </button>
        {test.isPending && (
          <button type="button" className={design.button} onClick={() => running.current?.abort()}>
            {m.rubrics.stop}
          </button>
        )}
      </form>
      {test.isPending && <HowFar progress={progress} />}
      {test.isError && !stopped && <Failed error={test.error} again={() => test.mutate()} />}
      {stopped && <p className={design.fine}>{m.rubrics.stopped}</p>}
      {test.data && test.data.report.calls === 0 && (
        <Note title={m.rubrics.noCalls}>
          <p>{m.rubrics.noCallsWhy}</p>
        </Note>
      )}
      {test.data && test.data.report.calls > 0 && <Results tested={test.data} rubric={whole.rubric} />}
    </div>
  );
}

function HowFar({ progress }: { progress: Progress | null }) {
  const { m, f } = useSpoken();
  const told =
    progress === null
      ? m.rubrics.beginning
      : m.rubrics.howFar(f.number(progress.calls, 0), f.number(progress.of, 0));
  return (
    <p className={style.progress} role="status">
      <progress
        {...(progress === null ? {} : { value: progress.calls, max: Math.max(1, progress.of) })}
        aria-label={told}
      />{" "}
      {told}
    </p>
  );
}
