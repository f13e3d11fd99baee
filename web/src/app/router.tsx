import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  redirect,
  type SearchSchemaInput,
} from "@tanstack/react-router";
import { recording } from "../api/queries";
import { type CalibrationSearch, readSearch as readCalibration } from "../calibration/views";
import { type CallsSearch, readSearch } from "../calls/filters";
import {
  type AuditSearch,
  type ReceiptsSearch,
  type ResultsSearch,
  readAudit,
  readReceipts,
  readResults,
} from "../compliance/search";
import { type CoverageSearch, readCoverage } from "../coverage/search";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { type InboxSearch, readInbox } from "../inbox/search";
import { isView, type VersionSearch } from "../rubrics/views";
import { type Behind, type Need, readBehind, readNeed, readTeam, type TeamSearch } from "../team/search";
import { firstPage, session } from "./session";
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
  beforeLoad: async ({ context }) => {
    const me = await context.queries.ensureQueryData(session);
    throw redirect({ to: me === null ? "/sign-in" : firstPage(me), replace: true });
  },
});

/** What only those see who are signed in; others are sent to sign in, and back. */
const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  beforeLoad: async ({ context, location }) => {
    const me = await context.queries.ensureQueryData(session);
    if (me === null) throw redirect({ to: "/sign-in", search: { to: location.href }, replace: true });
  },
});

const calls = createRoute({
  getParentRoute: () => inside,
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
  getParentRoute: () => inside,
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

const inbox = createRoute({
  getParentRoute: () => inside,
  path: "/inbox",
  validateSearch: (given: Record<string, unknown> & SearchSchemaInput): InboxSearch => readInbox(given),
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
  validateSearch: (given: Record<string, unknown> & SearchSchemaInput): { view?: "decided" | "proposals" } =>
    given.view === "decided" || given.view === "proposals" ? { view: given.view } : {},
  component: lazyRouteComponent(() => import("../disputes/page"), "DisputesPage"),
});

const upload = createRoute({
  getParentRoute: () => inside,
  path: "/upload",
  component: lazyRouteComponent(() => import("../upload/page"), "UploadPage"),
});

const coverage = createRoute({
  getParentRoute: () => inside,
  path: "/coverage",
  validateSearch: (given: Record<string, unknown> & SearchSchemaInput): CoverageSearch => readCoverage(given),
  component: lazyRouteComponent(() => import("../coverage/page"), "CoveragePage"),
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

const rubrics = createRoute({
  getParentRoute: () => inside,
  path: "/rubrics",
  component: lazyRouteComponent(() => import("../rubrics/library"), "RubricsPage"),
});

const rubricKind = createRoute({
  getParentRoute: () => inside,
  path: "/rubrics/$language/$id",
  component: lazyRouteComponent(() => import("../rubrics/kind-page"), "KindPage"),
});

const rubricVersion = createRoute({
  getParentRoute: () => inside,
  path: "/rubrics/version/$digest",
  validateSearch: (given: Record<string, unknown> & SearchSchemaInput): VersionSearch => ({
    ...(isView(given.view) ? { view: given.view } : {}),
    ...(typeof given.against === "string" ? { against: given.against } : {}),
  }),
  component: lazyRouteComponent(() => import("../rubrics/version-page"), "VersionPage"),
});

const rubricEditor = createRoute({
  getParentRoute: () => inside,
  path: "/rubrics/editor",
  validateSearch: (given: Record<string, unknown> & SearchSchemaInput): { from?: string } =>
    typeof given.from === "string" ? { from: given.from } : {},
  component: lazyRouteComponent(() => import("../rubrics/editor/page"), "EditorPage"),
});

const compliance = createRoute({
  getParentRoute: () => inside,
  path: "/compliance",
  component: lazyRouteComponent(() => import("../compliance/page"), "CompliancePage"),
});

const complianceParts = [
  createRoute({
    getParentRoute: () => compliance,
    path: "/",
    component: () => <Navigate to="/compliance/results" replace />,
  }),
  createRoute({
    getParentRoute: () => compliance,
    path: "/results",
    validateSearch: (given: Record<string, unknown> & SearchSchemaInput): ResultsSearch => readResults(given),
    component: lazyRouteComponent(() => import("../compliance/results"), "Results"),
  }),
  createRoute({
    getParentRoute: () => compliance,
    path: "/audit",
    validateSearch: (given: Record<string, unknown> & SearchSchemaInput): AuditSearch => readAudit(given),
    component: lazyRouteComponent(() => import("../compliance/audit"), "Audit"),
  }),
  createRoute({
    getParentRoute: () => compliance,
    path: "/receipts",
    validateSearch: (given: Record<string, unknown> & SearchSchemaInput): ReceiptsSearch =>
      readReceipts(given),
    component: lazyRouteComponent(() => import("../compliance/receipts"), "Receipts"),
  }),
  createRoute({
    getParentRoute: () => compliance,
    path: "/retention",
    component: lazyRouteComponent(() => import("../compliance/retention"), "Retention"),
  }),
  createRoute({
    getParentRoute: () => compliance,
    path: "/purges",
    component: lazyRouteComponent(() => import("../compliance/purges"), "Purges"),
  }),
  createRoute({
    getParentRoute: () => compliance,
    path: "/purges/$id",
    component: lazyRouteComponent(() => import("../compliance/purge"), "PurgeDetails"),
  }),
  createRoute({
    getParentRoute: () => compliance,
    path: "/exports",
    component: lazyRouteComponent(() => import("../compliance/exports"), "Exports"),
  }),
] as const;

const administration = createRoute({
  getParentRoute: () => inside,
  path: "/administration",
  component: lazyRouteComponent(() => import("../administration/page"), "AdministrationPage"),
});

const administrationParts = [
  createRoute({
    getParentRoute: () => administration,
    path: "/",
    component: () => <Navigate to="/administration/people" replace />,
  }),
  createRoute({
    getParentRoute: () => administration,
    path: "/people",
    component: lazyRouteComponent(() => import("../administration/people"), "People"),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: "/teams",
    component: lazyRouteComponent(() => import("../administration/teams"), "Teams"),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: "/sources",
    component: lazyRouteComponent(() => import("../administration/sources"), "Sources"),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: "/keys",
    component: lazyRouteComponent(() => import("../administration/keys"), "Keys"),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: "/notices",
    component: lazyRouteComponent(() => import("../administration/notices"), "Notices"),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: "/models",
    component: lazyRouteComponent(() => import("../administration/models"), "Models"),
  }),
  createRoute({
    getParentRoute: () => administration,
    path: "/settings",
    component: lazyRouteComponent(() => import("../administration/settings"), "Settings"),
  }),
] as const;

const calibration = createRoute({
  getParentRoute: () => inside,
  path: "/calibration",
  validateSearch: (given: Record<string, unknown> & SearchSchemaInput): CalibrationSearch =>
    readCalibration(given),
  component: lazyRouteComponent(() => import("../calibration/page"), "CalibrationPage"),
});

const calibrationNew = createRoute({
  getParentRoute: () => inside,
  path: "/calibration/new",
  validateSearch: (given: Record<string, unknown> & SearchSchemaInput): { call?: string } =>
    typeof given.call === "string" ? { call: given.call } : {},
  component: lazyRouteComponent(() => import("../calibration/new"), "NewCalibrationPage"),
});

const calibrationSession = createRoute({
  getParentRoute: () => inside,
  path: "/calibration/$id",
  component: lazyRouteComponent(() => import("../calibration/session-page"), "SessionPage"),
});

const team = createRoute({
  getParentRoute: () => inside,
  path: "/team",
  validateSearch: (given: Record<string, unknown> & SearchSchemaInput): TeamSearch => readTeam(given),
  component: lazyRouteComponent(() => import("../team/page"), "TeamPage"),
});

const teamCalls = createRoute({
  getParentRoute: () => inside,
  path: "/team/calls",
  validateSearch: (given: Record<string, unknown> & SearchSchemaInput): Behind => readBehind(given),
  component: lazyRouteComponent(() => import("../team/calls-page"), "CallsBehindPage"),
});

const teamAgent = createRoute({
  getParentRoute: () => inside,
  path: "/team/agent/$agent",
  validateSearch: (given: Record<string, unknown> & SearchSchemaInput): Need => readNeed(given),
  component: lazyRouteComponent(() => import("../team/agent-page"), "AgentPage"),
});

const teamPlanNew = createRoute({
  getParentRoute: () => inside,
  path: "/team/coaching/new",
  validateSearch: (given: Record<string, unknown> & SearchSchemaInput): Need => readNeed(given),
  component: lazyRouteComponent(() => import("../team/coaching/new"), "NewPlanPage"),
});

const teamPlan = createRoute({
  getParentRoute: () => inside,
  path: "/team/coaching/$id",
  component: lazyRouteComponent(() => import("../team/coaching/plan-page"), "PlanPage"),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (given: Record<string, unknown> & SearchSchemaInput): { to?: string } =>
    typeof given.to === "string" ? { to: given.to } : {},
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
        coverage,
        account,
        rubrics,
        rubricKind,
        rubricVersion,
        rubricEditor,
        compliance.addChildren(complianceParts),
        administration.addChildren(administrationParts),
        calibration,
        calibrationNew,
        calibrationSession,
        team,
        teamCalls,
        teamAgent,
        teamPlanNew,
        teamPlan,
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
