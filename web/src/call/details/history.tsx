import type { StageRun } from "../../api/types";
import { problemIn } from "../../calls/why";
import design from "../../design/design.module.css";
import { useSpoken } from "../../i18n/context";
import { OwnWords } from "../../i18n/own-words";
import style from "./details.module.css";

/** Every attempt at every stage, and what it was made with. */
export function History({ runs }: { runs: readonly StageRun[] }) {
  const { m, f, language } = useSpoken();
  const lasted = ({ started_at, finished_at }: StageRun) =>
    finished_at === null ? null : (Date.parse(finished_at) - Date.parse(started_at)) / 1000;
  return (
    <ol className={style.plain}>
      {runs.map((run) => {
        const seconds = lasted(run);
        return (
          <li key={run.attempt}>
            <strong>{m.stage[run.stage]}</strong> {m.run[run.outcome]} · {f.moment(run.started_at)}
            {seconds !== null && ` · ${f.seconds(seconds)}`}
            <span className={design.fine}> · {m.details.attempt(run.attempt)}</span>
            {run.engines.length > 0 && (
              <p className={design.fine}>
                {m.details.by}{" "}
                {run.engines.map((each) => `${each.model} (${each.name} ${each.version})`).join(", ")}
              </p>
            )}
            {run.problem && (
              <p className={style.problem}>
                {problemIn(run.problem, m, language)} <OwnWords text={run.problem.message} />
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}
