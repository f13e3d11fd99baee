import { useQuery } from "@tanstack/react-query";
import { Fragment, useMemo, useState } from "react";
import design from "../design/design.module.css";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { type Change, changes, folded, type Pair, pairs, type Stretch } from "./difference";
import { type Version, version, type Whole } from "./queries";
import style from "./rubrics.module.css";

interface Compared {
  whole: Whole;
  against: string | null;
  family: readonly Version[];
  onAgainst(digest: string): void;
}

/** What differs between a version and another one: criterion by criterion, then line by line. */
export function DifferenceView({ whole, against, family, onAgainst }: Compared) {
  const { m } = useSpoken();
  const other = useQuery({ ...version(against ?? ""), enabled: against !== null });
  const others = family.filter(({ digest }) => digest !== whole.digest);
  if (others.length === 0)
    return (
      <Note title={m.rubrics.onlyOne}>
        <p>{m.rubrics.onlyOneWhy}</p>
      </Note>
    );
  return (
    <div className={style.form}>
      <label className={style.field}>
        {m.rubrics.against}
        <select
          className={`${design.field} ${style.against}`}
          value={against ?? ""}
          onChange={({ target }) => onAgainst(target.value)}
        >
          {others.map((each) => (
            <option key={each.digest} value={each.digest}>
              {each.version} · {m.rubrics.status[each.status]}
            </option>
          ))}
        </select>
      </label>
      {other.isError && <Failed error={other.error} again={() => other.refetch()} />}
      {other.isPending && <Loading />}
      {other.data && <Differing before={other.data} after={whole} />}
    </div>
  );
}

function Differing({ before, after }: { before: Whole; after: Whole }) {
  const { m } = useSpoken();
  const found = useMemo(() => changes(before.rubric, after.rubric), [before, after]);
  return (
    <>
      <h2>{m.rubrics.changedCriteria(found.length)}</h2>
      <ul>
        {found.map((each) => (
          <Changed key={each.criterion.id} change={each} />
        ))}
      </ul>
      <h2>{m.rubrics.changedText}</h2>
      <SideBySide before={before.source.text} after={after.source.text} label={m.rubrics.changedText} />
      {before.source.examples !== after.source.examples && (
        <>
          <h2>{m.rubrics.changedExamples}</h2>
          <SideBySide
            before={before.source.examples}
            after={after.source.examples}
            label={m.rubrics.changedExamples}
          />
        </>
      )}
    </>
  );
}

const SIGNS = { added: "+", removed: "−", changed: "~" } as const;

function Changed({ change }: { change: Change }) {
  const { m } = useSpoken();
  return (
    <li className={style.change}>
      <span aria-hidden="true">{SIGNS[change.kind]}</span> {change.criterion.title}{" "}
      <span className={design.fine}>
        {m.rubrics.change[change.kind]}
        {change.kind === "changed" && `: ${change.fields.map((each) => m.rubrics.fields[each]).join(", ")}`}
      </span>
    </li>
  );
}

/** Two texts beside each other; what is equal and far from any change is folded. */
function SideBySide({ before, after, label }: { before: string; after: string; label: string }) {
  const { m } = useSpoken();
  const stretches = useMemo(() => folded(pairs(before, after)), [before, after]);
  if (before === after) return <p className={design.fine}>{m.rubrics.sameText}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={style.sides} tabIndex={0} aria-label={label}>
      <table>
        <colgroup>
          <col className={style.gutter} />
          <col />
          <col className={style.gutter} />
          <col />
        </colgroup>
        <thead className="unseen">
          <tr>
            <th scope="col">{m.rubrics.line}</th>
            <th scope="col">{m.rubrics.before}</th>
            <th scope="col">{m.rubrics.line}</th>
            <th scope="col">{m.rubrics.after}</th>
          </tr>
        </thead>
        <tbody>
          {stretches.map((stretch) => (
            <Lines key={stretch.pairs[0]?.lines.join("-")} stretch={stretch} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Lines({ stretch }: { stretch: Stretch }) {
  const { m } = useSpoken();
  const [open, setOpen] = useState(stretch.kind === "shown");
  if (!open)
    return (
      <tr>
        <td colSpan={4}>
          <button type="button" className={style.fold} onClick={() => setOpen(true)}>
            {m.rubrics.folded(stretch.pairs.length)}
          </button>
        </td>
      </tr>
    );
  return (
    <>
      {stretch.pairs.map((pair) => (
        <Line key={pair.lines.join("-")} pair={pair} />
      ))}
    </>
  );
}

function Line({ pair }: { pair: Pair }) {
  const { m } = useSpoken();
  const { before, after, lines } = pair;
  const same = before === after;
  const sides = [
    {
      text: before,
      line: lines[0],
      kind: same ? "" : before === null ? style.hole : style.gone,
      told: m.rubrics.gone,
    },
    {
      text: after,
      line: lines[1],
      kind: same ? "" : after === null ? style.hole : style.come,
      told: m.rubrics.come,
    },
  ];
  return (
    <tr>
      {sides.map(({ text, line, kind, told }, side) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: there are two sides, and they stay where they are
        <Fragment key={side}>
          <td className={style.number}>{line}</td>
          <td className={kind}>
            {!same && text !== null && <span className="unseen">{told}</span>}
            <code>{text}</code>
          </td>
        </Fragment>
      ))}
    </tr>
  );
}
