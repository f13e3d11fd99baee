import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { recording } from "../../api/queries";
import design from "../../design/design.module.css";
import { useSpoken } from "../../i18n/context";
import type { Came } from "../search";

/** The way back to the moment of a call from which a plan was begun; nothing where it was begun elsewhere. */
export function BackToCall({ call, ...moment }: Came & { rubric: string }) {
  return call === undefined ? null : <Back call={call} {...moment} />;
}

function Back({ call, t = 0, rubric }: Came & { call: string; rubric: string }) {
  const { m, f } = useSpoken();
  const { data } = useQuery(recording(call));
  const name = data?.recording.metadata.source_call_id ?? call.slice(0, 12);
  return (
    <p>
      <Link to="/calls/$id" params={{ id: call }} search={{ t, rubric }}>
        {m.team.backToCall(name, f.clock(t))}
      </Link>{" "}
      <span className={design.fine}>{m.team.backToCallWhy}</span>
    </p>
  );
}
