import { queryOptions } from "@tanstack/react-query";
import { get } from "../api/client";
import type { components } from "../api/schema";

type Schemas = components["schemas"];

export type Person = Schemas["PersonShown"];
export type Role = Schemas["Role"];
export type Key = Schemas["Key"];
export type Invitation = Schemas["Invitation"];
export type MadeKey = Schemas["MadeKey"];
export type Trial = Schemas["Trial"];
export type Setting = Schemas["Setting"];
export type Subscription = Schemas["Subscription"];

export const ROLES: readonly Role[] = [
  "agent",
  "reviewer",
  "qa_lead",
  "supervisor",
  "compliance",
  "uploader",
  "administrator",
];

export const keys = queryOptions({
  queryKey: ["keys"],
  queryFn: ({ signal }) => get("/v1/keys", { signal }),
});

export const models = queryOptions({
  queryKey: ["models"],
  queryFn: ({ signal }) => get("/v1/models", { signal }),
});

export const settings = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) => get("/v1/settings", { signal }),
});

export const houseSettings = queryOptions({
  queryKey: ["house-settings"],
  queryFn: ({ signal }) => get("/v1/house-settings", { signal }),
});
