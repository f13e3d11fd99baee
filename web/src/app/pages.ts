import type { LinkProps } from "@tanstack/react-router";
import type { Messages } from "../i18n/en";
import type { Me } from "./session";

/** What people come for; the navigation keeps this order. */
export const GROUPS = ["work", "people", "quality", "house"] as const;

/** A page in the navigation, for those whom `may` lets in. */
export interface PageEntry {
  group: (typeof GROUPS)[number];
  to: NonNullable<LinkProps["to"]>;
  name(m: Messages): string;
  may(me: Me): boolean;
}

/** Every page that the navigation leads to; each one is a line. */
export const PAGES: readonly PageEntry[] = [
  { group: "work", to: "/me", name: (m) => m.home.nav, may: ({ may }) => may.acknowledge !== undefined },
  { group: "work", to: "/inbox", name: (m) => m.inbox.nav, may: ({ may }) => may.read_queue !== undefined },
  { group: "work", to: "/plans", name: (m) => m.plans.nav, may: ({ may }) => may.assign !== undefined },
  {
    group: "work",
    to: "/calls",
    name: (m) => m.nav.calls,
    may: ({ may }) => may.read_recording !== undefined,
  },
  {
    group: "work",
    to: "/disputes",
    name: (m) => m.disputes.nav,
    may: ({ may }) => may.decide_dispute !== undefined,
  },
  { group: "work", to: "/upload", name: (m) => m.nav.upload, may: ({ may }) => may.upload !== undefined },
  {
    group: "house",
    to: "/coverage",
    name: (m) => m.coverage.title,
    may: ({ may }) => may.read_coverage !== undefined,
  },
  {
    group: "quality",
    to: "/rubrics",
    name: (m) => m.rubrics.nav,
    may: ({ may }) => may.try_rubric !== undefined || may.read_calibration !== undefined,
  },
  {
    group: "house",
    to: "/compliance",
    name: (m) => m.compliance.title,
    may: ({ may }) => may.read_retention !== undefined || may.read_audit !== undefined,
  },
  {
    group: "house",
    to: "/administration",
    name: (m) => m.administration.title,
    may: ({ may }) => may.read_people !== undefined,
  },
  {
    group: "quality",
    to: "/calibration",
    name: (m) => m.calibration.nav,
    may: ({ may }) => may.read_calibration !== undefined,
  },
  {
    group: "people",
    to: "/team",
    name: (m) => m.team.nav,
    may: ({ may }) => may.read_trends !== undefined && may.read_trends !== "own",
  },
];

/** The pages that somebody's roles reach, by group; groups without any are left out. */
export function reached(me: Me): { group: PageEntry["group"]; pages: readonly PageEntry[] }[] {
  return GROUPS.map((group) => ({
    group,
    pages: PAGES.filter((each) => each.group === group && each.may(me)),
  })).filter(({ pages }) => pages.length > 0);
}
