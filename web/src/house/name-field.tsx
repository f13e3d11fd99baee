import { useQuery } from "@tanstack/react-query";
import { type ComponentProps, useId, useState } from "react";
import { type Named, suggestions } from "../api/suggestions";
import { useRubricNames } from "../app/rubric-names";

interface Naming extends ComponentProps<"input"> {
  /** What it names; left out, nothing is offered. */
  named?: Named | undefined;
}

/** A field for a name that calls have; once one is in it, it offers those met lately, and takes any other. */
export function NameField({ named, ...field }: Naming) {
  const id = useId();
  const [entered, setEntered] = useState(false);
  if (named === undefined) return <input {...field} />;
  return (
    <>
      <input {...field} list={id} onFocus={() => setEntered(true)} />
      <datalist id={id}>{entered && <Offered named={named} />}</datalist>
    </>
  );
}

/** Whether a name was chosen from those offered, not typed: browsers say it so, or say nothing. */
export const isChosen = (event: Event) =>
  !(event instanceof InputEvent) || event.inputType === "insertReplacementText";

function Offered({ named }: { named: Named }) {
  const rubricName = useRubricNames();
  const { data } = useQuery(suggestions);
  if (data === undefined) return null;
  const offered = {
    agents: () => data.agents.map(({ id, name }) => ({ id, name: name ?? undefined })),
    rubrics: () => data.rubrics.map((id) => ({ id, name: rubricName(id) })),
    teams: () => data.teams.map((id) => ({ id, name: undefined })),
    queues: () => data.queues.map((id) => ({ id, name: undefined })),
  }[named]();
  // Not as text: a label around the field would be read out with every name in it.
  return offered.map(({ id, name }) => <option key={id} value={id} label={name} />);
}
