import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { session } from "../app/session";
import { Barred } from "../calibration/barred";
import { published } from "../calibration/queries";
import { laidOut } from "../calibration/rows";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import type { Compared } from "./queries";
import { carried, type Stretch } from "./stretch";

interface Told {
  of: Compared;
  stretch: Stretch;
  criterion: string | undefined;
}

/** How often the machine errs in the figures above, for those who may read it; nobody else's page asks. */
export function Erring(told: Told) {
  const { data: me } = useQuery(session);
  return me?.may.read_calibration === undefined ? null : <Asked {...told} />;
}

function Asked({ of, stretch, criterion }: Told) {
  const { m } = useSpoken();
  const { data } = useQuery(published(of));
  const [all] = laidOut(data?.items ?? []);
  const own = all?.rows.find((each) => each.kind === "met" && each.criterion === criterion)?.error;
  const error = criterion === undefined ? all?.error : own;
  // Nothing was judged in these days, which the page says already; or it is not there yet.
  if (error == null) return null;
  const { rubric, team, queue } = of;
  const { period: _, ...days } = carried(stretch);
  return (
    <p className={design.fine}>
      {m.team.machineError} <Barred of={error} unit="rate" brief /> ·{" "}
      <Link
        to="/calibration"
        search={{
          view: "published",
          rubric,
          ...(team == null ? {} : { team }),
          ...(queue == null ? {} : { queue }),
          ...days,
        }}
      >
        {m.team.machineErrorWhere}
      </Link>
    </p>
  );
}
