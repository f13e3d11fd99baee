import type { Detailed, Evaluation, Measured } from "../../api/types";
import design from "../../design/design.module.css";
import { useSpoken } from "../../i18n/context";
import { Prose } from "../../i18n/prose";
import type { Wordings } from "../scorecard/panel";
import { Block } from "./block";
import style from "./details.module.css";
import { History } from "./history";
import { Kept } from "./kept";
import { Receipt } from "./receipt";

interface About {
  detailed: Detailed;
  measured: Measured | undefined;
  evaluations: readonly Evaluation[];
  wordings: Map<string, Wordings>;
}

/** What is known of the call beside its words: who is who, its sound, its way here, its receipts. */
export function Details({ detailed, measured, evaluations, wordings }: About) {
  const { m, f, language } = useSpoken();
  const { recording, parties, hearing, runs } = detailed;
  const findings = recording.health?.findings ?? [];
  return (
    <div className={style.details}>
      {parties && (
        <Block title={m.details.parties}>
          <p>
            {m.call.partiesFrom[parties.basis]} · {m.call.partiesSure(Math.floor(parties.confidence * 100))}
          </p>
          <ul className={style.plain}>
            {parties.reasons.map((each) => (
              <li key={each}>
                <Prose text={each} />
              </li>
            ))}
          </ul>
        </Block>
      )}
      <Block title={m.details.health}>
        {findings.length === 0 && <p>{m.details.healthy}</p>}
        <ul className={style.plain}>
          {findings.map((each) => (
            <li key={each.detail}>
              <span className={design.tag}>{m.details.severity[each.severity]}</span>{" "}
              {language !== "en" && <strong>{m.reasons.health[each.kind] ?? each.kind}</strong>}{" "}
              <Prose text={each.detail} />
            </li>
          ))}
        </ul>
      </Block>
      {hearing.length > 0 && (
        <Block title={m.details.hearing}>
          <ul className={style.plain}>
            {hearing.map((each) => (
              <li key={each.channel}>
                {m.details.heard(each.channel, f.percent(each.share), f.seconds(each.speech))}
              </li>
            ))}
          </ul>
        </Block>
      )}
      {measured && measured.measured.notes.length > 0 && (
        <Block title={m.details.notes}>
          <ul className={style.plain}>
            {measured.measured.notes.map((each) => (
              <li key={each}>
                <Prose text={each} />
              </li>
            ))}
          </ul>
        </Block>
      )}
      <Block title={m.details.history}>
        <History runs={runs} />
      </Block>
      <Facts facts={recording.metadata.business} />
      <Kept recording={recording.id} />
      {evaluations.length > 0 && (
        <Block title={m.details.receipt}>
          <p className={design.fine}>{m.details.receiptWhy}</p>
          {evaluations.map((each) => (
            <Receipt
              key={each.id}
              evaluation={each}
              title={wordings.get(each.scorecard.digest)?.title ?? each.scorecard.rubric}
            />
          ))}
        </Block>
      )}
    </div>
  );
}

function Facts({ facts }: { facts: Record<string, unknown> | undefined }) {
  const { m } = useSpoken();
  const told = Object.entries(facts ?? {});
  if (told.length === 0) return null;
  return (
    <Block title={m.details.facts}>
      <dl className={style.facts}>
        {told.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{typeof value === "object" ? JSON.stringify(value) : String(value)}</dd>
          </div>
        ))}
      </dl>
    </Block>
  );
}
