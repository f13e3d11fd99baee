import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { type CalibrationSearch, readSearch as readCalibration } from "../calibration/views";
import { isView, type VersionSearch } from "../rubrics/views";
import {
  type AgentSearch,
  type Behind,
  type Came,
  type Need,
  readAgent,
  readBehind,
  readCame,
  readNeed,
  readTeam,
  type TeamSearch,
} from "../team/search";
import { type Given, inside } from "./roots";

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
  validateSearch: (given: Given): VersionSearch => ({
    ...(isView(given.view) ? { view: given.view } : {}),
    ...(typeof given.against === "string" ? { against: given.against } : {}),
  }),
  component: lazyRouteComponent(() => import("../rubrics/version-page"), "VersionPage"),
});

const rubricEditor = createRoute({
  getParentRoute: () => inside,
  path: "/rubrics/editor",
  validateSearch: (given: Given): { from?: string } =>
    typeof given.from === "string" ? { from: given.from } : {},
  component: lazyRouteComponent(() => import("../rubrics/editor/page"), "EditorPage"),
});

const calibration = createRoute({
  getParentRoute: () => inside,
  path: "/calibration",
  validateSearch: (given: Given): CalibrationSearch => readCalibration(given),
  component: lazyRouteComponent(() => import("../calibration/page"), "CalibrationPage"),
});

const calibrationNew = createRoute({
  getParentRoute: () => inside,
  path: "/calibration/new",
  validateSearch: (given: Given): { call?: string } =>
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
  validateSearch: (given: Given): TeamSearch => readTeam(given),
  component: lazyRouteComponent(() => import("../team/page"), "TeamPage"),
});

const teamCalls = createRoute({
  getParentRoute: () => inside,
  path: "/team/calls",
  validateSearch: (given: Given): Behind => readBehind(given),
  component: lazyRouteComponent(() => import("../team/calls-page"), "CallsBehindPage"),
});

const teamAgent = createRoute({
  getParentRoute: () => inside,
  path: "/team/agent/$agent",
  validateSearch: (given: Given): AgentSearch => readAgent(given),
  component: lazyRouteComponent(() => import("../team/agent-page"), "AgentPage"),
});

const teamPlanNew = createRoute({
  getParentRoute: () => inside,
  path: "/team/coaching/new",
  validateSearch: (given: Given): Need => readNeed(given),
  component: lazyRouteComponent(() => import("../team/coaching/new"), "NewPlanPage"),
});

const teamPlan = createRoute({
  getParentRoute: () => inside,
  path: "/team/coaching/$id",
  validateSearch: (given: Given): Came => readCame(given),
  component: lazyRouteComponent(() => import("../team/coaching/plan-page"), "PlanPage"),
});

/** The pages of the quality programme: rubrics, calibration, teams. */
export const qualityRoutes = [
  rubrics,
  rubricKind,
  rubricVersion,
  rubricEditor,
  calibration,
  calibrationNew,
  calibrationSession,
  team,
  teamCalls,
  teamAgent,
  teamPlanNew,
  teamPlan,
] as const;
