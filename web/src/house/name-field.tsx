import { useQuery } from "@tanstack/react-query";
import { type ComponentProps, useId, useState } from "react";
import { type Named, suggestions } from "../api/suggestions";
import { useSpoken } from "../i18n/context";

interface Naming extends ComponentProps<"input"> {
  /** What it names; left out, nothing is offered. */
  named?: Named | undefined;
}

/** A field for a name that calls have; once one is in it, it offers those met lately, and takes any other. */
export function NameField({ named, ...field }: Naming) {
  const id = useId();
  const [entered, setEntered] = useState(false);
  const offered = useOffered(entered ? named : undefined);
  if (named === undefined) return <input {...field} />;
  return (
    <>
      <input {...field} list={id} onFocus={() => setEntered(true)} />
      <datalist id={id}>
        {offered.map(([value, called]) => (
          // Not as text: a label around the field would be read out with every name in it.
          <option key={value} value={value} {...(called === undefined ? {} : { label: called })} />
        ))}
      </datalist>
    </>
  );
}

/** Whether a name was chosen from those offered, not typed: browsers say it so, or say nothing. */
export const isChosen = (event: Event) =>
  !(event instanceof InputEvent) || event.inputType === "insertReplacementText";

type Offered = readonly [value: string, called?: string];

function useOffered(named: Named | undefined): readonly Offered[] {
  const { m } = useSpoken();
  const { data } = useQuery({ ...suggestions, enabled: named !== undefined });
  if (data === undefined || named === undefined) return [];
  if (named === "agents") return data.agents.map(({ id, name }) => (name === null ? [id] : [id, name]));
  if (named === "rubrics")
    return data.rubrics.map((each) => (m.rubric[each] === undefined ? [each] : [each, m.rubric[each]]));
  return data[named].map((each) => [each]);
}
