import { createRoute, lazyRouteComponent, Navigate, redirect } from "@tanstack/react-router";
import { partsFor } from "../compliance/parts";
import {
  type AuditSearch,
  type ReceiptsSearch,
  type ResultsSearch,
  readAudit,
  readReceipts,
  readResults,
} from "../compliance/search";
import { type ExportSearch, readExport } from "../compliance/taking";
import { type CoverageSearch, readCoverage } from "../coverage/search";
import { type Given, inside } from "./roots";
import { session } from "./session";

const coverage = createRoute({
  getParentRoute: () => inside,
  path: "/coverage",
  validateSearch: (given: Given): CoverageSearch => readCoverage(given),
  component: lazyRouteComponent(() => import("../coverage/page"), "CoveragePage"),
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
    beforeLoad: async ({ context }) => {
      const me = await context.queries.ensureQueryData(session);
      throw redirect({ to: partsFor(me ?? { may: {} })[0]?.to ?? "/", replace: true });
    },
  }),
  createRoute({
    getParentRoute: () => compliance,
    path: "/results",
    validateSearch: (given: Given): ResultsSearch => readResults(given),
    component: lazyRouteComponent(() => import("../compliance/results"), "Results"),
  }),
  createRoute({
    getParentRoute: () => compliance,
    path: "/audit",
    validateSearch: (given: Given): AuditSearch => readAudit(given),
    component: lazyRouteComponent(() => import("../compliance/audit"), "Audit"),
  }),
  createRoute({
    getParentRoute: () => compliance,
    path: "/receipts",
    validateSearch: (given: Given): ReceiptsSearch => readReceipts(given),
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
    validateSearch: (given: Given): ExportSearch => readExport(given),
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

/** The pages of the house: what was inspected, what is proven and kept, who may do what. */
export const houseRoutes = [
  coverage,
  compliance.addChildren(complianceParts),
  administration.addChildren(administrationParts),
] as const;
