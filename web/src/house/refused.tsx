import { Refusal } from "../api/client";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import { Detail, OwnWords } from "../i18n/own-words";
import { refusalIn } from "../i18n/refusals";
import style from "./house.module.css";

/** Why something was not done, beside where it was asked for: what happened, and what to do. */
export function Refused({ error }: { error: unknown }) {
  const { m, language } = useSpoken();
  if (error === null || error === undefined) return null;
  const problem = error instanceof Refusal ? error.problem : null;
  if (problem === null)
    return (
      <p role="alert" className={style.refused}>
        {error instanceof Refusal && error.isUnreachable ? m.state.unreachable : m.state.failed}
      </p>
    );
  const known = refusalIn(problem.code, language);
  if (known !== null)
    return (
      <div role="alert">
        <p className={style.refused}>{known}</p>
        <p className={design.fine}>
          <Detail problem={problem} />
        </p>
      </div>
    );
  return (
    <div role="alert">
      <p className={style.refused}>
        <Detail problem={problem} />
      </p>
      <p className={design.fine}>
        <OwnWords text={problem.what_to_do} />
      </p>
    </div>
  );
}
