import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Chart } from "../design/chart/chart";
import design from "../design/design.module.css";
import { Told, useUnit } from "../design/figure";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import style from "./calibration.module.css";
import { type Confidence, confidence, errorRates, type Of } from "./queries";
import { useTitles } from "./titles";

/** How often the machine is wrong, and what its confidence is worth. */
export function Errors({ of }: { of: Of }) {
  const { m } = useSpoken();
  const found = useQuery(errorRates(of));
  const title = useTitles(of);
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  const any = found.data.items.some(({ rate }) => rate.n > 0);
  if (!any)
    return (
      <Note title={m.calibration.noDrawn}>
        <p>{m.calibration.noDrawnWhy}</p>
      </Note>
    );
  return (
    <>
      <p className={design.fine}>{m.calibration.errorsWhy}</p>
      <table className={style.table}>
        <thead>
          <tr>
            <th scope="col">{m.rubrics.criterion}</th>
            <th scope="col">{m.calibration.wrong}</th>
          </tr>
        </thead>
        <tbody>
          {found.data.items.map(({ criterion, rate }) => (
            <tr key={criterion}>
              <th scope="row">{criterion === "" ? m.calibration.allTogether : title(criterion)}</th>
              <td data-label={m.calibration.wrong}>
                <Told figure={rate} unit="percent" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Worth of={of} />
    </>
  );
}

const TARGETS = [0.01, 0.02, 0.03, 0.05, 0.1] as const;
const USUAL = 0.03;

/** Confidences beside what people confirmed, and from which on the machine errs little enough. */
function Worth({ of }: { of: Of }) {
  const { m, f } = useSpoken();
  const [target, setTarget] = useState<number>(USUAL);
  const found = useQuery({ ...confidence(of, target), placeholderData: (former) => former });
  return (
    <>
      <h2>{m.calibration.worth}</h2>
      <label className={style.field}>
        {m.calibration.target}
        <select
          className={design.field}
          value={target}
          onChange={({ target: { value } }) => setTarget(Number(value))}
        >
          {TARGETS.map((each) => (
            <option key={each} value={each}>
              {f.percent(each)}
            </option>
          ))}
        </select>
      </label>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} again={() => found.refetch()} />}
      {found.data && <Reliable confidence={found.data} />}
    </>
  );
}

function Reliable({ confidence: { reliability, threshold } }: { confidence: Confidence }) {
  const { m, f } = useSpoken();
  const share = useUnit("percent");
  const { bands, expected_error, n } = reliability;
  return (
    <>
      <p>
        {threshold.state === "chosen" && threshold.confidence !== null
          ? m.calibration.chosen(
              f.number(threshold.confidence, 2),
              share(threshold.passing),
              share(threshold.upper ?? 1),
              threshold.n,
            )
          : threshold.state === "too_little"
            ? m.calibration.thresholdLittle(threshold.n, threshold.needed)
            : m.calibration.tooWrong(threshold.n)}
      </p>
      {expected_error !== null && (
        <p className={design.fine}>{m.calibration.distance(f.number(expected_error, 3), n)}</p>
      )}
      {bands.length > 0 && (
        <Chart
          label={m.calibration.reliability}
          heading={m.calibration.confidence}
          places={bands.map(({ low, high }) => `${f.number(low, 2)}–${f.number(high, 2)}`)}
          lines={[
            {
              name: m.calibration.confirmed,
              colour: "--agent",
              values: bands.map(({ confirmed }) => confirmed),
              low: bands.map(({ interval }) => interval.low),
              high: bands.map(({ interval }) => interval.high),
            },
            {
              name: m.calibration.said,
              colour: "--undecided",
              values: bands.map(({ mean }) => mean),
              dots: true,
            },
          ]}
          range={[0, 1]}
          unit={share}
        />
      )}
    </>
  );
}
