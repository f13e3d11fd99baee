import { queryOptions } from "@tanstack/react-query";
import { change } from "../api/change";
import { get } from "../api/client";
import { REVIEWS } from "../api/programme";
import type { components } from "../api/schema";

type Schemas = components["schemas"];
export type Preview = Schemas["PlanPreview"];
export type Portion = Schemas["Portion"];
export type Progress = Schemas["Progress"];
export type Skills = Schemas["Skills"];
export type NewSkills = Schemas["NewSkills"];
export type NewPlan = Schemas["NewReviewPlan"];
export type ReviewPerson = Schemas["ReviewPerson"];

/** Plans with how far they are; whatever happens to a review makes them old. */
export const reviewPlans = queryOptions({
  queryKey: [REVIEWS, "plans"],
  queryFn: ({ signal }) => get("/v1/review-plans", { signal }),
});

export const previewed = (plan: NewPlan) => change<Preview>("POST", "/v1/review-plans/preview", plan);
export const draw = (plan: NewPlan) => change<Schemas["Planned"]>("POST", "/v1/review-plans", plan);
export const setReviewer = (person: string, skills: NewSkills) =>
  change<Skills>("PUT", `/v1/reviewers/${encodeURIComponent(person)}`, skills);
