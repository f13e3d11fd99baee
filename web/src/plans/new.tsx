import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { REVIEWS } from "../api/programme";
import { notify } from "../app/notice";
import { Told } from "../design/ask";
import design from "../design/design.module.css";
import { Page } from "../house/page";
import { useSpoken } from "../i18n/context";
import { begun, body, drawnFrom, faults, isNotOver, overlapping, type PlanDraft } from "./draft";
import { PlanFields } from "./fields";
import { Leads } from "./leads";
import { said } from "./period";
import style from "./plans.module.css";
import { Shown } from "./preview";
import { draw, type Preview, previewed, reviewPlans } from "./queries";
import { Rules } from "./rules";

interface Seen {
  /** What it was drawn from. */
  of: string;
  preview: Preview;
}

/** A plan is written, looked at, and drawn. */
export function NewPlanPage() {
  return (
    <Leads>
      <Drafting />
    </Leads>
  );
}

function Drafting() {
  const { m } = useSpoken();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => begun(new Date()));
  const [seen, setSeen] = useState<Seen | null>(null);
  const found = faults(draft);
  const looking = useMutation({
    mutationFn: async (of: PlanDraft): Promise<Seen> => ({
      of: drawnFrom(of),
      preview: await previewed(body(of)),
    }),
    onSuccess: setSeen,
  });
  const drawing = useMutation({
    mutationFn: (seed: string) => draw({ ...body(draft), seed }),
    onSuccess: async ({ assigned, waiting }) => {
      notify(m.plans.drawnNow(assigned, waiting));
      await queries.invalidateQueries({ queryKey: [REVIEWS] });
      await navigate({ to: "/plans", search: {} });
    },
  });
  const fresh = found.length === 0 && seen?.of === drawnFrom(draft) ? seen.preview : null;
  const ready = fresh !== null && fresh.overlapping === null && fresh.outlook.count > 0;
  return (
    <Page
      title={m.plans.fresh}
      lead={m.plans.freshWhy}
      tools={
        <Link to="/plans" search={{}} className={design.link}>
          {m.plans.back}
        </Link>
      }
    >
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (found.length === 0) looking.mutate(draft);
        }}
      >
        <div className={style.fields}>
          <PlanFields draft={draft} onChange={setDraft} />
          <Rules rules={draft.rules} onChange={(rules) => setDraft({ ...draft, rules })} />
        </div>
        <section className={style.aside} aria-label={m.plans.preview}>
          <h2>{m.plans.preview}</h2>
          <InTheWay draft={draft} />
          <div role="status" className={style.told}>
            {found.length > 0 && (
              <ul className={style.faults}>
                {found.map((each) => (
                  <li key={each}>{m.plans.fault[each]}</li>
                ))}
              </ul>
            )}
          </div>
          <div>
            <button
              type="submit"
              className={ready ? design.button : design.primary}
              disabled={found.length > 0 || looking.isPending}
            >
              {m.plans.show}
            </button>
          </div>
          <Told error={looking.error} />
          <div aria-live="polite" className={style.preview}>
            {fresh !== null && <Shown preview={fresh} draft={draft} />}
            {fresh === null && (
              <p className={design.fine}>{seen === null ? m.plans.showWhy : m.plans.changed}</p>
            )}
          </div>
          <div>
            <button
              type="button"
              className={ready ? design.primary : design.button}
              disabled={!ready || drawing.isPending}
              onClick={() => fresh !== null && drawing.mutate(fresh.seed)}
            >
              {ready ? m.plans.drawThese(fresh.outlook.count) : m.plans.draw}
            </button>
          </div>
          <Told error={drawing.error} />
        </section>
      </form>
    </Page>
  );
}

/** What can be told of a period before anything is asked: another plan holds it, or it is not over. */
function InTheWay({ draft }: { draft: PlanDraft }) {
  const { m, language } = useSpoken();
  const { data } = useQuery(reviewPlans);
  const other = overlapping(draft, data?.items ?? []);
  if (other !== null)
    return (
      <p role="alert" className={style.stands}>
        {m.plans.overlaps(said(other.since, other.before, language))}
      </p>
    );
  return isNotOver(draft, new Date()) ? <p className={style.stands}>{m.plans.notOver}</p> : null;
}
