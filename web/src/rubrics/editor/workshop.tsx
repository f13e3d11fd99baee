import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import design from "../../design/design.module.css";
import { Failed } from "../../design/states";
import { Tabs } from "../../design/tabs";
import { useSpoken } from "../../i18n/context";
import { Prose, Sayings } from "../../i18n/prose";
import { inWords } from "../../i18n/said";
import { type Checked, check, type Located, schema } from "../queries";
import style from "../rubrics.module.css";
import { Code } from "./code";
import { Fields } from "./fields";
import type { Kept } from "./kept";
import { useSettled } from "./later";
import type { Remark } from "./mirror";
import { Saving } from "./saving";
import { Testing } from "./testing";
import { Trying } from "./trying";

type File = "text" | "examples";
type Bench = "form" | "try" | "tests" | "add";

const BENCHES: readonly Bench[] = ["form", "try", "tests", "add"];
const SETTLING_MS = 500;
const EXAMPLES = ".test.yaml";

interface Opened {
  place: string;
  start: Omit<Kept, "at">;
  kept: Kept | null;
}

/** The text on one side; form, try-out, tests and what comes of it on the other. */
export function Workshop({ place, start, kept }: Opened) {
  const { m } = useSpoken();
  const [written, setWritten] = useState(kept ?? { ...start, at: "" });
  const [isKept, setKept] = useState(kept !== null);
  const [file, setFile] = useState<File>("text");
  const [bench, setBench] = useState<Bench>("form");
  const [wanted, setWanted] = useState<{ line: number } | null>(null);
  const described = useQuery(schema);
  const settled = useSettled(written, SETTLING_MS);
  const checked = useQuery({
    ...check(settled.text, settled.examples, false),
    placeholderData: (former) => former,
  });
  const touched = written.at !== "";
  useEffect(() => {
    if (touched) localStorage.setItem(place, JSON.stringify(written));
  }, [place, touched, written]);
  const write = (change: Partial<Kept>) =>
    setWritten((former) => ({ ...former, ...change, at: new Date().toISOString() }));
  const discard = () => {
    localStorage.removeItem(place);
    setWritten({ ...start, at: "" });
    setKept(false);
  };
  const remarks = useRemarks(checked.data, file);
  const goTo = (located: Located) => {
    setFile(located.file.endsWith(EXAMPLES) ? "examples" : "text");
    setWanted({ line: located.line });
  };
  return (
    <div className={style.editor}>
      <header className={style.head}>
        <Link to="/rubrics" aria-label={m.rubrics.all} className={design.plain}>
          ←
        </Link>
        <h1>{m.rubrics.editor}</h1>
        <Standing checked={checked.data} />
        <span className={design.fine} role="status">
          {touched ? m.rubrics.keptHere : ""}
        </span>
        {(isKept || touched) && (
          <button type="button" className={`${design.button} ${style.act}`} onClick={discard}>
            {m.rubrics.discard}
          </button>
        )}
      </header>
      {isKept && <Again at={written.at} />}
      {checked.isError && <Failed error={checked.error} again={() => checked.refetch()} />}
      <Sayings said={checked.data?.said ?? {}}>
        <div className={style.workshop}>
          <div className={style.writing}>
            <Tabs
              label={m.rubrics.files}
              tabs={(["text", "examples"] as const).map((name) => ({ name, title: m.rubrics.file[name] }))}
              chosen={file}
              onChoose={(to) => {
                setFile(to);
                setWanted(null);
              }}
            >
              <Code
                key={file}
                label={m.rubrics.file[file]}
                text={written[file]}
                remarks={remarks}
                schema={file === "text" ? described.data : null}
                wanted={wanted}
                onChange={(to) => write({ [file]: to })}
              />
            </Tabs>
            <Remarks checked={checked.data} onGo={goTo} />
          </div>
          <Tabs<Bench>
            label={m.rubrics.benches}
            tabs={BENCHES.map((name) => ({ name, title: m.rubrics.bench[name] }))}
            chosen={bench}
            onChoose={setBench}
          >
            {bench === "form" && (
              <Fields
                text={written.text}
                onWrite={(text) => write({ text })}
                onLine={(line) => goTo({ file: "rubric.yaml", line, text: "" })}
              />
            )}
            {bench === "try" && (
              <Trying text={settled.text} broken={(checked.data?.problems.length ?? 1) > 0} />
            )}
            {bench === "tests" && (
              <Testing text={settled.text} examples={settled.examples} checked={checked.data} />
            )}
            {bench === "add" && (
              <Saving
                text={written.text}
                examples={written.examples}
                checked={checked.data}
                onAdded={() => localStorage.removeItem(place)}
              />
            )}
          </Tabs>
        </div>
      </Sayings>
    </div>
  );
}

function Again({ at }: { at: string }) {
  const { m, f } = useSpoken();
  return (
    <p className={style.again} role="status">
      {m.rubrics.keptFrom(f.moment(at))}
    </p>
  );
}

/** Whether the text can be read, in a word. */
function Standing({ checked }: { checked: Checked | undefined }) {
  const { m } = useSpoken();
  if (checked === undefined) return null;
  const { problems, advice } = checked;
  const [sign, kind, told] =
    problems.length > 0
      ? ["✗", design.notMet, m.rubrics.problems(problems.length)]
      : advice.length > 0
        ? ["✓", design.met, m.rubrics.advised(advice.length)]
        : ["✓", design.met, m.rubrics.sound];
  return (
    <p role="status">
      <span className={`${design.sign} ${kind}`} aria-hidden="true">
        {sign}
      </span>{" "}
      {told}
    </p>
  );
}

/** What is wrong and what looks like a mistake; each leads to its line. */
function Remarks({ checked, onGo }: { checked: Checked | undefined; onGo(to: Located): void }) {
  const { m } = useSpoken();
  const all = [...(checked?.problems ?? []), ...(checked?.advice ?? [])];
  if (all.length === 0) return null;
  return (
    <ul className={style.remarks} aria-label={m.rubrics.remarks}>
      {all.map((each) => (
        <li key={`${each.file} ${each.line} ${each.text}`}>
          <button type="button" onClick={() => onGo(each)}>
            <span className={design.fine}>
              {m.rubrics.file[each.file.endsWith(EXAMPLES) ? "examples" : "text"]} {each.line}
            </span>{" "}
            <Prose text={each.text} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function useRemarks(checked: Checked | undefined, file: File): readonly Remark[] {
  const { language } = useSpoken();
  return useMemo(() => {
    const mine = ({ file: name }: Located) => name.endsWith(EXAMPLES) === (file === "examples");
    const said = (of: readonly Located[], severity: Remark["severity"]) =>
      of.filter(mine).map(
        ({ line, text }): Remark => ({
          line,
          text: inWords(text, checked?.said, language) ?? text,
          severity,
        }),
      );
    return checked === undefined
      ? []
      : [...said(checked.problems, "error"), ...said(checked.advice, "warning")];
  }, [checked, file, language]);
}
