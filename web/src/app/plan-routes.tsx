import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { type Given, inside } from "./roots";

const plans = createRoute({
  getParentRoute: () => inside,
  path: "/plans",
  validateSearch: (given: Given): { view?: "reviewers" } =>
    given.view === "reviewers" ? { view: given.view } : {},
  component: lazyRouteComponent(() => import("../plans/page"), "PlansPage"),
});

const planNew = createRoute({
  getParentRoute: () => inside,
  path: "/plans/new",
  component: lazyRouteComponent(() => import("../plans/new"), "NewPlanPage"),
});

/** The pages of what is reviewed, and by whom. */
export const planRoutes = [plans, planNew] as const;
