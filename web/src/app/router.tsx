import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { recording } from "../api/queries";
import { fetchAhead } from "../call/ahead";
import { CallPage } from "../call/page";
import { type CallsSearch, readSearch } from "../calls/filters";
import { Failed, Loading } from "../design/states";
import { type InboxSearch, readInbox } from "../inbox/search";
import { houseRoutes } from "./house-routes";
import { planRoutes } from "./plan-routes";
import { qualityRoutes } from "./quality-routes";
import { type Given, inside, root } from "./roots";
import { firstPage, session } from "./session";

const first = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: async ({ context }) => {
    const me = await context.queries.ensureQueryData(session);
    throw redirect({ to: me === null ? "/sign-in" : firstPage(me), replace: true });
  },
});

const calls = createRoute({
  getParentRoute: () => inside,
  path: "/calls",
  validateSearch: (given: Given): CallsSearch => readSearch(given),
  component: lazyRouteComponent(() => import("../calls/page"), "CallsPage"),
});

/** A moment of a call, as its link names it. */
export interface Moment {
  t?: number;
  rubric?: string;
}

const call = createRoute({
  getParentRoute: () => inside,
  path: "/calls/$id",
  validateSearch: (given: Given): Moment => ({
    ...(typeof given.t === "number" && given.t >= 0 ? { t: given.t } : {}),
    ...(typeof given.rubric === "string" ? { rubric: given.rubric } : {}),
  }),
  loader: ({ context, params, cause }) => {
    // Who only points at a link reads no words yet: readings are written down.
    if (cause === "preload") void context.queries.prefetchQuery(recording(params.id));
    else fetchAhead(context.queries, params.id).catch(() => undefined);
  },
  // What people work on all day is there when the first page is.
  component: CallPage,
});

const CALL = /^\/calls\/([^/]+)$/;

/** Asks for what a page opens with beside the question who is there; whoever nobody knows is refused, and signs in. */
export function begin(queries: QueryClient, address: string) {
  void queries.prefetchQuery(session);
  const id = CALL.exec(address)?.[1];
  if (id === undefined) return;
  fetchAhead(queries, decodeURIComponent(id)).catch(() => undefined);
}

const inbox = createRoute({
  getParentRoute: () => inside,
  path: "/inbox",
  validateSearch: (given: Given): InboxSearch => readInbox(given),
  component: lazyRouteComponent(() => import("../inbox/page"), "InboxPage"),
});

const home = createRoute({
  getParentRoute: () => inside,
  path: "/me",
  component: lazyRouteComponent(() => import("../home/page"), "HomePage"),
});

const disputes = createRoute({
  getParentRoute: () => inside,
  path: "/disputes",
  validateSearch: (given: Given): { view?: "decided" | "proposals" } =>
    given.view === "decided" || given.view === "proposals" ? { view: given.view } : {},
  component: lazyRouteComponent(() => import("../disputes/page"), "DisputesPage"),
});

const upload = createRoute({
  getParentRoute: () => inside,
  path: "/upload",
  component: lazyRouteComponent(() => import("../upload/page"), "UploadPage"),
});

const account = createRoute({
  getParentRoute: () => inside,
  path: "/account",
  component: lazyRouteComponent(() => import("../account/page"), "AccountPage"),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: "/set-up",
  component: lazyRouteComponent(() => import("../sign-in/set-up"), "SetUpPage"),
});

const password = createRoute({
  getParentRoute: () => root,
  path: "/password",
  component: lazyRouteComponent(() => import("../sign-in/password-page"), "PasswordPage"),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (given: Given): { to?: string } => (typeof given.to === "string" ? { to: given.to } : {}),
  component: lazyRouteComponent(() => import("../sign-in/page"), "SignInPage"),
});

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: root.addChildren([
      first,
      signIn,
      setUp,
      password,
      inside.addChildren([
        inbox,
        home,
        disputes,
        calls,
        call,
        upload,
        account,
        ...houseRoutes,
        ...planRoutes,
        ...qualityRoutes,
      ]),
    ]),
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
