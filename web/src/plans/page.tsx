import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import design from "../design/design.module.css";
import { Tabs } from "../design/tabs";
import { Page } from "../house/page";
import { useSpoken } from "../i18n/context";
import { Leads } from "./leads";
import { Plans } from "./list";
import style from "./plans.module.css";
import { Reviewers } from "./reviewers";

const VIEWS = ["plans", "reviewers"] as const;

/** What is reviewed, and by whom: the plans that draw calls, and the people they go to. */
export function PlansPage() {
  return (
    <Leads>
      <PlansAndReviewers />
    </Leads>
  );
}

function PlansAndReviewers() {
  const { m } = useSpoken();
  const { view = "plans" } = useSearch({ from: "/inside/plans" });
  const navigate = useNavigate({ from: "/plans" });
  return (
    <Page
      title={m.plans.title}
      lead={m.plans.what}
      tools={
        <Link to="/plans/new" className={`${design.primary} ${style.act}`}>
          {m.plans.fresh}
        </Link>
      }
    >
      <Tabs
        label={m.plans.views}
        tabs={VIEWS.map((name) => ({ name, title: m.plans.view[name] }))}
        chosen={view}
        onChoose={(to) => navigate({ search: to === "plans" ? {} : { view: to }, replace: true })}
      >
        {view === "plans" ? <Plans /> : <Reviewers />}
      </Tabs>
    </Page>
  );
}
