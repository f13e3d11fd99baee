import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRubricNames } from "../app/rubric-names";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import style from "./calibration.module.css";
import { type Session, sessions } from "./queries";

/** What this person is to do in a session. */
export type Part = "score" | "scored" | "open" | "closed";

export function partOf(one: Session, person: string): Part {
  if (one.state === "closed") return "closed";
  if (!one.participants.includes(person)) return "open";
  return person in one.votes ? "scored" : "score";
}

const ORDER: readonly Part[] = ["score", "scored", "open", "closed"];

/** Sessions, those first in which one has still to score. */
export function Sessions() {
  const { m } = useSpoken();
  const { data: me } = useQuery(session);
  const found = useQuery(sessions);
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  const listed = found.data.items
    .map((one) => ({ one, part: partOf(one, me?.id ?? "") }))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.part) - ORDER.indexOf(b.part) || b.one.opened_at.localeCompare(a.one.opened_at),
    );
  if (listed.length === 0)
    return (
      <Note title={m.calibration.none}>
        <p>{m.calibration.noneWhy}</p>
      </Note>
    );
  return (
    <table className={style.table}>
      <thead>
        <tr>
          <th scope="col">{m.calibration.session}</th>
          <th scope="col">{m.calibration.part}</th>
          <th scope="col">{m.rubrics.rubric}</th>
          <th scope="col">{m.calibration.participants}</th>
          <th scope="col">{m.calibration.due}</th>
        </tr>
      </thead>
      <tbody>
        {listed.map(({ one, part }) => (
          <Row key={one.id} one={one} part={part} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ one, part }: { one: Session; part: Part }) {
  const { m, f } = useSpoken();
  const rubricOf = useRubricNames();
  return (
    <tr>
      <th scope="row">
        <Link to="/calibration/$id" params={{ id: one.id }}>
          {one.title}
        </Link>
      </th>
      <td data-label={m.calibration.part}>
        <span className={part === "score" ? design.tag : undefined}>{m.calibration.parts[part]}</span>
      </td>
      <td data-label={m.rubrics.rubric}>{rubricOf(one.rubric)}</td>
      <td data-label={m.calibration.participants}>{one.participants.length}</td>
      <td data-label={m.calibration.due}>{f.moment(one.closed_at ?? one.due_at)}</td>
    </tr>
  );
}
