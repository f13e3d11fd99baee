import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  redirect,
  type SearchSchemaInput,
} from "@tanstack/react-router";
import { Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { session } from "./session";
import { Shell } from "./shell";

/** What stands in an address before anybody has looked at it. */
export type Given = Record<string, unknown> & SearchSchemaInput;

interface Known {
  queries: QueryClient;
}

export const root = createRootRouteWithContext<Known>()({ component: Shell, notFoundComponent: Missing });

function Missing() {
  const { m } = useSpoken();
  return (
    <Note title={m.state.missing}>
      <p>{m.state.missingWhy}</p>
    </Note>
  );
}

/** What only those see who are signed in; others are sent to sign in, and back. */
export const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  beforeLoad: async ({ context, location }) => {
    const me = await context.queries.ensureQueryData(session);
    if (me === null) throw redirect({ to: "/sign-in", search: { to: location.href }, replace: true });
  },
});
