import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { kept as keptOf } from "../../api/queries";
import type { components } from "../../api/schema";
import { session } from "../../app/session";
import { period } from "../../compliance/keeping";
import { retention } from "../../compliance/queries";
import design from "../../design/design.module.css";
import { Failed } from "../../design/states";
import { listed, named } from "../../house/amount";
import { useNames } from "../../house/people";
import { useSpoken } from "../../i18n/context";
import { Block } from "./block";
import style from "./details.module.css";
import { TellDay } from "./tell-day";

type Layer = components["schemas"]["KeptLayer"];
type Hold = components["schemas"]["LegalHold"];
type Class = components["schemas"]["RetentionClass"];

/** Until when the call is kept and by which rule, for those who may see it. */
export function Kept({ recording }: { recording: string }) {
  const { m, language } = useSpoken();
  const { data: me } = useQuery(session);
  const may = me?.may.read_retention !== undefined;
  const { data, error, refetch } = useQuery({ ...keptOf(recording), enabled: may });
  const { data: rules } = useQuery({ ...retention, enabled: may });
  const [telling, setTelling] = useState(false);
  if (!may) return null;
  if (error) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined) return null;
  const days = Object.entries(data.days);
  const several = data.layers.some(({ classes }) => classes.length > 1);
  return (
    <Block title={m.kept.title}>
      <Holds holds={data.legal_holds} />
      <dl className={style.kept}>
        {data.layers.map((each) => (
          <div key={each.layer}>
            <dt>{m.call.layer[each.layer]}</dt>
            <dd>
              <Until layer={each} classes={rules?.classes ?? []} />
            </dd>
          </div>
        ))}
      </dl>
      {several && <p className={design.fine}>{m.kept.longest}</p>}
      <h3>{m.kept.days}</h3>
      {days.length === 0 ? (
        <p>{m.kept.noDays}</p>
      ) : (
        <dl className={style.facts}>
          {days.map(([name, day]) => (
            <div key={name}>
              <dt>{m.kept.day[name] ?? name}</dt>
              <dd>{named(day, language)}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className={style.acts}>
        {me?.may.tell_dates !== undefined && (
          <button type="button" className={design.button} onClick={() => setTelling(true)}>
            {m.kept.tell}
          </button>
        )}
        <Link to="/compliance/retention">{m.kept.rules}</Link>
      </p>
      {telling && (
        <TellDay
          recording={recording}
          days={data.days}
          wanted={(rules?.classes ?? []).map((each) => each.counts_from)}
          onClose={() => setTelling(false)}
        />
      )}
    </Block>
  );
}

/** How long one part is kept, and what says so. */
function Until({ layer, classes }: { layer: Layer; classes: readonly Class[] }) {
  const { m, language } = useSpoken();
  const day = (name: string) => m.kept.day[name] ?? name;
  const rule = (name: string) => {
    const found = classes.find((each) => each.name === name);
    const lasting = found?.keep[layer.layer];
    if (found === undefined || lasting === undefined) return name;
    return lasting === "forever"
      ? m.kept.byForever(name)
      : m.kept.by(name, day(found.counts_from), period(lasting, language));
  };
  return (
    <>
      {layer.until !== null && m.kept.until(named(layer.until, language))}
      {layer.until === null &&
        (layer.waits_for.length > 0 ? m.kept.waits(listed(layer.waits_for.map(day), language)) : m.kept.ever)}
      <span className={design.fine}>
        {layer.classes.length === 0 ? m.kept.noClass : layer.classes.map(rule).join(" · ")}
      </span>
    </>
  );
}

/** What stands against erasing anything of it. */
function Holds({ holds }: { holds: readonly Hold[] }) {
  const { m, f } = useSpoken();
  const who = useNames();
  if (holds.length === 0) return null;
  return (
    <ul className={style.plain}>
      {holds.map((each) => (
        <li key={each.id} className={style.hold}>
          <strong>{m.kept.hold}</strong> {m.compliance.subjects[each.subject]} {each.ref}
          <p>{each.reason}</p>
          <p className={design.fine}>
            {m.kept.put(who(each.actor), f.moment(each.put_at))} · {m.kept.holdWhy}
          </p>
        </li>
      ))}
    </ul>
  );
}
