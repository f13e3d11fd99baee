import { useQuery } from "@tanstack/react-query";
import { useNames } from "../app/names";
import design from "../design/design.module.css";
import { OutcomeSign } from "../design/outcome";
import { Failed, Loading } from "../design/states";
import { useSpoken } from "../i18n/context";
import style from "./calibration.module.css";
import { form, MACHINE, type Result, result, type Session } from "./queries";

/** How people scored, beside each other and the machine. */
export function Results({ one }: { one: Session }) {
  const { m, f } = useSpoken();
  const found = useQuery(result(one.id));
  const asked = useQuery(form(one.id));
  const name = useNames(one.participants);
  if (found.isPending) return <Loading lines={10} />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  const titles = new Map(
    (asked.data?.sections ?? []).flatMap(({ criteria }) => criteria).map(({ id, title }) => [id, title]),
  );
  const called = (rater: string) => (rater === MACHINE ? m.calibration.machine : name(rater));
  const { raters, spread } = found.data;
  const silent = one.participants.filter((each) => !raters.some(({ rater }) => rater === each));
  return (
    <div className={style.form}>
      <p>
        {spread === null ? m.calibration.noSpread : m.calibration.spread(f.points(spread))}
        {silent.length > 0 && ` ${m.calibration.silent(silent.map(name).join(", "))}`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={style.wideTable} tabIndex={0} aria-label={m.calibration.compared}>
        <table className={style.grid}>
          <thead>
            <tr>
              <th scope="col">{m.rubrics.criterion}</th>
              {raters.map(({ rater }) => (
                <th key={rater} scope="col">
                  {called(rater)}
                  {rater === one.expert && <span className={design.tag}>{m.calibration.expert}</span>}
                </th>
              ))}
              <th scope="col">{m.calibration.together}</th>
            </tr>
          </thead>
          <tbody>
            <Sums result={found.data} />
            {found.data.criteria.map((each) => (
              <tr key={each.criterion} className={each.together < 1 ? style.apart : undefined}>
                <th scope="row">{titles.get(each.criterion) ?? each.criterion}</th>
                {raters.map(({ rater }) => {
                  const outcome = each.answers[rater];
                  const why = one.votes[rater]?.find(({ criterion }) => criterion === each.criterion)?.reason;
                  return (
                    <td key={rater}>
                      {outcome && <OutcomeSign outcome={outcome} />}
                      {why && <p className={design.fine}>{why}</p>}
                    </td>
                  );
                })}
                <td>{f.percent(each.together)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** Scores, and how far each is from the expert. */
function Sums({ result: { raters } }: { result: Result }) {
  const { m, f } = useSpoken();
  const rows = [
    {
      title: m.calibration.score,
      of: ({ score }: Result["raters"][number]) => (score === null ? "–" : f.points(score)),
    },
    {
      title: m.calibration.off,
      of: ({ off }: Result["raters"][number]) =>
        off === null ? "–" : `${off > 0 ? "+" : ""}${f.points(off)}`,
    },
    {
      title: m.calibration.same,
      of: ({ same }: Result["raters"][number]) => (same === null ? "–" : f.percent(same)),
    },
  ];
  return (
    <>
      {rows.map(({ title, of }) => (
        <tr key={title} className={style.sum}>
          <th scope="row">{title}</th>
          {raters.map((each) => (
            <td key={each.rater}>{of(each)}</td>
          ))}
          <td />
        </tr>
      ))}
    </>
  );
}
