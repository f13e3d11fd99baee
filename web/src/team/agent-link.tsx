import { Link } from "@tanstack/react-router";
import { useSpoken } from "../i18n/context";
import { carried, type Stretch } from "./stretch";

interface Linked {
  agent: string;
  rubric: string;
  stretch: Stretch;
}

/** An agent's name, which leads to their page of the same days. */
export function AgentLink({ agent, rubric, stretch }: Linked) {
  const { m } = useSpoken();
  return (
    <Link to="/team/agent/$agent" params={{ agent }} search={{ rubric, ...carried(stretch) }}>
      {agent || m.calls.unknownAgent}
    </Link>
  );
}
