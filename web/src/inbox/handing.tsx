import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { change } from "../api/change";
import { handOut, REVIEWS, reviewers } from "../api/programme";
import { useNames } from "../app/names";
import { Told } from "../design/ask";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import { refusalIn } from "../i18n/refusals";
import style from "./inbox.module.css";

/** For leads: what is chosen goes to somebody, or all that waits to whoever can take it. */
export function Handing({ chosen, onDone }: { chosen: ReadonlySet<string>; onDone(): void }) {
  const { m, language } = useSpoken();
  const queries = useQueryClient();
  const { data } = useQuery(reviewers);
  const people = data?.items.map(({ person }) => person) ?? [];
  const nameOf = useNames(people);
  const [to, setTo] = useState("");
  const again = () => queries.invalidateQueries({ queryKey: [REVIEWS] });
  const handing = useMutation({
    mutationFn: () => handOut(to, [...chosen]),
    onSuccess: async () => {
      onDone();
      await again();
    },
  });
  const sharing = useMutation({
    mutationFn: () => change<unknown>("POST", "/v1/worklist/share-out"),
    onSuccess: again,
  });
  return (
    <div className={style.handing}>
      <span aria-live="polite">{m.inbox.chosen(chosen.size)}</span>
      {data !== undefined && people.length === 0 ? (
        <span className={design.fine}>{m.inbox.noReviewers}</span>
      ) : (
        <>
          <select
            className={design.field}
            aria-label={m.inbox.handTo}
            value={to}
            onChange={(event) => setTo(event.target.value)}
          >
            <option value="">{m.inbox.handTo} …</option>
            {people.map((each) => (
              <option key={each} value={each}>
                {m.inbox.load(nameOf(each), data?.load[each] ?? 0)}
              </option>
            ))}
          </select>
          <button
            type="button"
            className={design.primary}
            disabled={chosen.size === 0 || to === "" || handing.isPending}
            onClick={() => handing.mutate()}
          >
            {m.inbox.hand}
          </button>
          <button
            type="button"
            className={design.button}
            disabled={sharing.isPending}
            onClick={() => sharing.mutate()}
          >
            {m.inbox.shareOut}
          </button>
        </>
      )}
      <Told error={handing.error ?? sharing.error} />
      {handing.data && (
        <div role="status">
          {m.inbox.handed(handing.data.items.length, handing.data.refused.length)}
          <ul>
            {handing.data.refused.map(({ review, code, why }) => {
              const known = refusalIn(code, language);
              return (
                <li key={review} {...(known === null ? { lang: "en" } : {})}>
                  {known ?? why}
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </div>
  );
}
