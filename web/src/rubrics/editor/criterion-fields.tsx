import { stringify } from "yaml";
import type { Criterion, Party } from "../../api/types";
import design from "../../design/design.module.css";
import { useSpoken } from "../../i18n/context";
import style from "../rubrics.module.css";
import { CheckField, ChoiceField, LongField, NumberField, TextField } from "./field";
import { Order } from "./order";
import type { Pen } from "./pen";
import type { Path } from "./writing";

const SEVERITIES = ["low", "medium", "high"] as const;
const PARTIES: readonly Party[] = ["agent", "customer", "ivr", "unknown"];
const ANYONE = "";

interface Asked {
  pen: Pen;
  list: Path;
  at: number;
  last: number;
}

/** One criterion as a form. */
export function CriterionFields({ pen, list, at, last }: Asked) {
  const { m } = useSpoken();
  const path: Path = [...list, at];
  const field = (name: keyof Criterion) => pen.value([...path, name]);
  const set = (name: keyof Criterion) => (to: unknown) => pen.set([...path, name], to);
  // What is its default is not written, so that a file stays short.
  const flag = (name: keyof Criterion) => (to: boolean) => pen.set([...path, name], to || undefined);
  const title = String(field("title") ?? "");
  const deducts = field("deducts");
  return (
    <details className={style.criterion} open={last < 3}>
      <summary>
        {title} <span className={design.fine}>{String(field("id") ?? "")}</span>
      </summary>
      <div className={style.bar}>
        <TextField label={m.rubrics.fields.title} value={title} onChange={set("title")} wide />
        {deducts === undefined || deducts === null ? (
          <NumberField
            label={m.rubrics.fields.weight}
            value={field("weight")}
            usual={1}
            max={1000}
            onChange={set("weight")}
          />
        ) : (
          <NumberField
            label={m.rubrics.fields.deducts}
            value={deducts}
            usual={null}
            max={100}
            onChange={set("deducts")}
          />
        )}
        <ChoiceField
          label={m.rubrics.fields.severity}
          value={field("severity") ?? "medium"}
          choices={SEVERITIES.map((value) => ({ value, name: m.rubrics.severity[value] }))}
          onChange={(to) => pen.set([...path, "severity"], to === "medium" ? undefined : to)}
        />
      </div>
      <div className={style.bar}>
        <CheckField
          label={m.rubrics.fields.auto_fail}
          value={field("auto_fail")}
          onChange={flag("auto_fail")}
        />
        <CheckField label={m.rubrics.fields.critical} value={field("critical")} onChange={flag("critical")} />
        <Order name={title} at={at} last={last} onMove={(to) => pen.move(list, at, to)} />
        <button type="button" className={design.button} onClick={() => pen.show(path)}>
          {m.rubrics.showText}
        </button>
        <button
          type="button"
          className={design.button}
          aria-label={m.rubrics.removeCriterion(title)}
          onClick={() => pen.drop(path)}
        >
          {m.rubrics.remove}
        </button>
      </div>
      <LongField
        label={m.rubrics.fields.guidance}
        value={field("guidance")}
        onChange={(to) => pen.set([...path, "guidance"], to.trim() === "" ? undefined : to)}
      />
      <CheckFields pen={pen} path={[...path, "check"]} />
    </details>
  );
}

/** A check that looks for wordings has fields; any other one is shown as it is written, and edited there. */
function CheckFields({ pen, path }: { pen: Pen; path: Path }) {
  const { m } = useSpoken();
  const check = pen.value(path);
  const phrase = pen.value([...path, "phrase"]);
  const lines = typeof phrase === "string" ? [phrase] : phrase;
  const isWording = Array.isArray(lines) && lines.every((each) => typeof each === "string");
  if (!isWording)
    return (
      <>
        <p className={design.fine}>{m.rubrics.inText}</p>
        <pre className={style.code}>
          <code>{check === undefined ? "" : stringify(check, { lineWidth: 0 })}</code>
        </pre>
      </>
    );
  const others = Object.keys(check ?? {}).filter((each) => each !== "phrase" && each !== "party");
  return (
    <>
      <LongField
        label={m.rubrics.wordings}
        value={lines.join("\n")}
        rows={Math.min(8, lines.length + 1)}
        onChange={(to) => {
          const said = to.split("\n").filter((each) => each.trim() !== "");
          const [only = ""] = said;
          pen.set([...path, "phrase"], said.length === 1 && typeof phrase === "string" ? only : said);
        }}
      />
      <div className={style.bar}>
        <ChoiceField
          label={m.rubrics.saidBy}
          value={pen.value([...path, "party"]) ?? ANYONE}
          choices={[
            { value: ANYONE, name: m.score.everyone },
            ...PARTIES.map((value) => ({ value, name: m.party[value] })),
          ]}
          onChange={(to) => pen.set([...path, "party"], to === ANYONE ? undefined : to)}
        />
        {others.length > 0 && <span className={design.fine}>{m.rubrics.alsoInText(others.join(", "))}</span>}
      </div>
    </>
  );
}
