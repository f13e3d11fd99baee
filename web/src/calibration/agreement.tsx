import { useQuery } from "@tanstack/react-query";
import design from "../design/design.module.css";
import { Told } from "../design/figure";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import style from "./calibration.module.css";
import { type Agreements, agreement, type Of } from "./queries";
import { useTitles } from "./titles";

const COEFFICIENTS = ["observed", "fleiss", "alpha", "ac1"] as const;

/** How far people agree with each other, and the machine with them. */
export function Agreement({ of }: { of: Of }) {
  const { m } = useSpoken();
  const found = useQuery(agreement(of));
  const title = useTitles(of);
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  if (found.data.items.length === 0)
    return (
      <Note title={m.calibration.noAnswers}>
        <p>{m.calibration.noAnswersWhy}</p>
      </Note>
    );
  return (
    <>
      <p className={design.fine}>{m.calibration.coefficients}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={style.wideTable} tabIndex={0} aria-label={m.calibration.view.agreement}>
        <table className={style.grid}>
          <thead>
            <tr>
              <th scope="col">{m.rubrics.criterion}</th>
              <th scope="col">{m.calibration.between}</th>
              {COEFFICIENTS.map((each) => (
                <th key={each} scope="col">
                  {m.calibration.coefficient[each]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.data.items.map((each) => (
              <Pair key={each.criterion} both={each} title={title(each.criterion)} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

/** People with people, beside the machine with people. */
function Pair({ both, title }: { both: Agreements; title: string }) {
  const { m } = useSpoken();
  return (
    <>
      {(["people", "machine"] as const).map((side) => (
        <tr key={side} className={side === "machine" ? style.machine : undefined}>
          {side === "people" && (
            <th scope="rowgroup" rowSpan={2}>
              {title}
            </th>
          )}
          <th scope="row" className={design.fine}>
            {m.calibration.sides[side]}
          </th>
          {COEFFICIENTS.map((each) => (
            <td key={each}>
              <Told figure={both[side][each]} unit={each === "observed" ? "percent" : "ratio"} />
            </td>
          ))}
        </tr>
      ))}
    </>
  );
}
