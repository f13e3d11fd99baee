import { useQuery } from "@tanstack/react-query";
import design from "../design/design.module.css";
import { Told } from "../design/figure";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import style from "./calibration.module.css";
import { modes, type Of, type PlacedMode } from "./queries";
import { useTitles } from "./titles";

/** Who answers which criterion, and why. */
export function Modes({ of }: { of: Of }) {
  const { m } = useSpoken();
  const found = useQuery(modes(of.rubric));
  const title = useTitles(of);
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  const shown = found.data.items.filter(
    ({ place }) =>
      (of.version == null || place.version === of.version) &&
      (of.language == null || place.language === of.language) &&
      (of.queue == null || place.queue === of.queue),
  );
  return (
    <>
      <p className={design.fine}>{m.calibration.modesWhy}</p>
      {shown.length === 0 && (
        <Note title={m.calibration.allAuto}>
          <p>{m.calibration.allAutoWhy}</p>
        </Note>
      )}
      {shown.length > 0 && (
        <table className={style.table}>
          <thead>
            <tr>
              <th scope="col">{m.rubrics.criterion}</th>
              <th scope="col">{m.calibration.where}</th>
              <th scope="col">{m.calibration.answers}</th>
              <th scope="col">{m.calibration.reason}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((each) => (
              <Row
                key={Object.values(each.place).join(" ")}
                placed={each}
                title={title(each.place.criterion)}
              />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Row({ placed: { place, standing, change }, title }: { placed: PlacedMode; title: string }) {
  const { m, f } = useSpoken();
  return (
    <tr>
      <th scope="row">{title}</th>
      <td data-label={m.calibration.where}>
        {place.version} · {m.language[place.language as "zh" | "en"] ?? place.language} ·{" "}
        {place.queue || m.calibration.anyQueue}
      </td>
      <td data-label={m.calibration.answers}>
        <span className={standing.mode === "assist" ? design.tag : undefined}>
          {m.calibration.mode[standing.mode]}
        </span>
      </td>
      <td data-label={m.calibration.reason}>
        {change === null ? (
          <span className={design.fine}>{m.calibration.neverChanged(standing.period)}</span>
        ) : (
          <>
            <p>{m.calibration.reasons[change.reason]}</p>
            <p className={design.fine}>
              {m.calibration.floor(f.number(change.floor, 2))} · {m.calibration.sides.machine}{" "}
              <Told figure={change.look.machine} unit="ratio" /> · {change.look.period}
            </p>
          </>
        )}
      </td>
    </tr>
  );
}
