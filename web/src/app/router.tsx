import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  type SearchSchemaInput,
} from "@tanstack/react-router";
import { recording } from "../api/queries";
import { type CallsSearch, readSearch } from "../calls/filters";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { Shell } from "./shell";

interface Known {
  queries: QueryClient;
}

const root = createRootRouteWithContext<Known>()({ component: Shell, notFoundComponent: Missing });

function Missing() {
  const { m } = useSpoken();
  return (
    <Note title={m.state.missing}>
      <p>{m.state.missingWhy}</p>
    </Note>
  );
}

const first = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: () => <Navigate to="/calls" replace />,
});

const calls = createRoute({
  getParentRoute: () => root,
  path: "/calls",
  validateSearch: (given: Record<string, unknown> & SearchSchemaInput): CallsSearch => readSearch(given),
  component: lazyRouteComponent(() => import("../calls/page"), "CallsPage"),
});

/** A moment of a call, as its link names it. */
export interface Moment {
  t?: number;
  rubric?: string;
}

const call = createRoute({
  getParentRoute: () => root,
  path: "/calls/$id",
  validateSearch: (given: Record<string, unknown> & SearchSchemaInput): Moment => ({
    ...(typeof given.t === "number" && given.t >= 0 ? { t: given.t } : {}),
    ...(typeof given.rubric === "string" ? { rubric: given.rubric } : {}),
  }),
  loader: ({ context, params }) => {
    void context.queries.prefetchQuery(recording(params.id));
  },
  component: lazyRouteComponent(() => import("../call/page"), "CallPage"),
});

const upload = createRoute({
  getParentRoute: () => root,
  path: "/upload",
  component: lazyRouteComponent(() => import("../upload/page"), "UploadPage"),
});

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: root.addChildren([first, calls, call, upload]),
    context: { queries },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: () => <Loading />,
    defaultErrorComponent: ({ error, reset }) => <Failed error={error} again={reset} />,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
