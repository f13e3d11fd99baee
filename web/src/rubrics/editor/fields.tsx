import { useMemo } from "react";
import design from "../../design/design.module.css";
import { Note } from "../../design/states";
import { useSpoken } from "../../i18n/context";
import style from "../rubrics.module.css";
import { CriterionFields } from "./criterion-fields";
import { NumberField, TextField } from "./field";
import { Order } from "./order";
import { type Formed, type Pen, pen } from "./pen";
import { opened, type Path } from "./writing";

const lengthOf = (value: unknown) => (Array.isArray(value) ? value.length : 0);

/** The rubric as a form. It edits the text beside it, and leaves alone what it does not show. */
export function Fields(formed: Formed) {
  const { m } = useSpoken();
  const document = useMemo(() => opened(formed.text), [formed.text]);
  if (document === null)
    return (
      <Note title={m.rubrics.noForm}>
        <p>{m.rubrics.noFormWhy}</p>
      </Note>
    );
  const own = pen(formed, document);
  const sections = lengthOf(own.value(["sections"]));
  return (
    <div className={style.fields}>
      <div className={style.bar}>
        <TextField
          label={m.rubrics.fields.title}
          value={own.value(["title"])}
          onChange={(to) => own.set(["title"], to)}
          wide
        />
        <TextField
          label={m.rubrics.version}
          value={own.value(["version"])}
          onChange={(to) => own.set(["version"], to)}
        />
        <TextField
          label={m.rubrics.owner}
          value={own.value(["owner"])}
          onChange={(to) => own.set(["owner"], to)}
        />
        <NumberField
          label={m.rubrics.passMark}
          value={own.value(["pass_mark"])}
          usual={80}
          max={100}
          onChange={(to) => own.set(["pass_mark"], to)}
        />
      </div>
      {Array.from({ length: sections }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a section is where it stands in the text
        <Section key={at} pen={own} at={at} last={sections - 1} />
      ))}
      <p>
        <button
          type="button"
          className={design.button}
          onClick={() =>
            own.add(["sections"], { id: free(own, "section"), title: m.rubrics.newSection, criteria: [] })
          }
        >
          {m.rubrics.addSection}
        </button>
      </p>
    </div>
  );
}

interface Sectioned {
  pen: Pen;
  at: number;
  last: number;
}

function Section({ pen, at, last }: Sectioned) {
  const { m } = useSpoken();
  const path: Path = ["sections", at];
  const criteria = lengthOf(pen.value([...path, "criteria"]));
  const title = String(pen.value([...path, "title"]) ?? "");
  return (
    <fieldset className={style.sectioned}>
      <legend>{title}</legend>
      <div className={style.bar}>
        <TextField
          label={m.rubrics.section}
          value={title}
          onChange={(to) => pen.set([...path, "title"], to)}
          wide
        />
        <NumberField
          label={m.rubrics.fields.weight}
          value={pen.value([...path, "weight"])}
          usual={1}
          max={1000}
          onChange={(to) => pen.set([...path, "weight"], to)}
        />
        <Order name={title} at={at} last={last} onMove={(to) => pen.move(["sections"], at, to)} />
        {criteria === 0 && (
          <button type="button" className={design.button} onClick={() => pen.drop(path)}>
            {m.rubrics.remove}
          </button>
        )}
      </div>
      {Array.from({ length: criteria }, (_, each) => (
        <CriterionFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a criterion is where it stands in the text
          key={each}
          pen={pen}
          list={[...path, "criteria"]}
          at={each}
          last={criteria - 1}
        />
      ))}
      <button
        type="button"
        className={design.button}
        onClick={() =>
          pen.add([...path, "criteria"], {
            id: free(pen, "criterion"),
            title: m.rubrics.newCriterion,
            guidance: m.rubrics.newGuidance,
            check: { phrase: [m.rubrics.newPhrase], party: "agent" },
          })
        }
      >
        {m.rubrics.addCriterion}
      </button>
    </fieldset>
  );
}

/** A name that no section and no criterion has. */
function free(pen: Pen, stem: string): string {
  const text = JSON.stringify(pen.value(["sections"]) ?? []);
  let number = 1;
  while (text.includes(`"${stem}-${number}"`)) number++;
  return `${stem}-${number}`;
}
