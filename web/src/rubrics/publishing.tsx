import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import design from "../design/design.module.css";
import { Failed, Loading } from "../design/states";
import { useSpoken } from "../i18n/context";
import { Prose, Sayings } from "../i18n/prose";
import { type Gates, gates, publish, RUBRICS, retire, type Status, type Whole } from "./queries";
import style from "./rubrics.module.css";

/** The gates a version must pass, and the ways on in its life. */
export function Publishing({ whole, mayPublish }: { whole: Whole; mayPublish: boolean }) {
  const { m } = useSpoken();
  const held = useQuery(gates(whole.digest));
  return (
    <div className={style.form}>
      {held.isPending && (
        <>
          <p className={design.fine}>{m.rubrics.holding}</p>
          <Loading />
        </>
      )}
      {held.isError && <Failed error={held.error} again={() => held.refetch()} />}
      {held.data && <Verdict gates={held.data} />}
      {whole.forced.length > 0 && (
        <Sayings said={held.data?.said ?? {}}>
          <Forced forced={whole.forced} why={whole.changed_why} />
        </Sayings>
      )}
      {!mayPublish && <p className={design.fine}>{m.rubrics.mayNot}</p>}
      {mayPublish && held.data && <Moves whole={whole} shut={held.data.reasons.length > 0} />}
    </div>
  );
}

const GATES = ["examples", "outcomes", "good_calls", "lint", "mutation", "fairness"] as const;

function Verdict({ gates: { reasons, examples, changes, noticed, said } }: { gates: Gates }) {
  const { m } = useSpoken();
  return (
    <Sayings said={said}>
      <h2>{reasons.length === 0 ? m.rubrics.open : m.rubrics.shut(reasons.length)}</h2>
      <p className={design.fine}>{m.rubrics.rests(examples, noticed, changes)}</p>
      <ul className={style.gates}>
        {GATES.map((gate) => {
          const problems = reasons.find((each) => each.gate === gate)?.problems ?? [];
          return (
            <li key={gate} data-gate={gate}>
              <p>
                <Sign met={problems.length === 0} /> {m.rubrics.gate[gate]}{" "}
                <span className={design.fine}>{m.rubrics.gateWhy[gate]}</span>
              </p>
              {problems.length > 0 && (
                <ul className={style.problems}>
                  {problems.map((each) => (
                    <li key={each}>
                      <Prose text={each} />
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
    </Sayings>
  );
}

function Sign({ met }: { met: boolean }) {
  const { m } = useSpoken();
  return (
    <span className={`${design.sign} ${met ? design.met : design.notMet}`}>
      <span aria-hidden="true">{met ? "✓" : "✗"}</span>
      <span className="unseen">{met ? m.rubrics.gateOpen : m.rubrics.gateShut}</span>
    </span>
  );
}

function Forced({ forced, why }: { forced: readonly string[]; why: string }) {
  const { m } = useSpoken();
  return (
    <section className={style.warning}>
      <h3>{m.rubrics.wasForced}</h3>
      <p>{why}</p>
      <ul className={style.problems}>
        {forced.map((each) => (
          <li key={each}>
            <Prose text={each} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type Move = "trial" | "active" | "retired";

/** Where a version may go from where it is. */
const WAYS: Record<Status, readonly Move[]> = {
  draft: ["trial", "active"],
  trial: ["active", "retired"],
  active: ["retired"],
  retired: ["trial", "active"],
};

function Moves({ whole, shut }: { whole: Whole; shut: boolean }) {
  const { m } = useSpoken();
  const id = useId();
  const queries = useQueryClient();
  const ways = WAYS[whole.status];
  const [to, setTo] = useState<Move>(ways[0] ?? "trial");
  const [why, setWhy] = useState("");
  const [force, setForce] = useState(false);
  const going = useMutation({
    mutationFn: () =>
      to === "retired" ? retire(whole.digest, why.trim()) : publish(whole.digest, to, why.trim(), force),
    onSuccess: async () => {
      setWhy("");
      setForce(false);
      await queries.invalidateQueries({ queryKey: RUBRICS });
    },
  });
  // After a move the ways are others.
  const way = ways.includes(to) ? to : (ways[0] ?? "trial");
  if (way !== to) setTo(way);
  const held = way !== "retired" && shut && !force;
  return (
    <form
      className={style.moves}
      onSubmit={(event) => {
        event.preventDefault();
        going.mutate();
      }}
    >
      <h2>{m.rubrics.moveOn}</h2>
      <fieldset>
        <legend className="unseen">{m.rubrics.moveOn}</legend>
        {ways.map((each) => (
          <label key={each}>
            <input type="radio" name={id} checked={way === each} onChange={() => setTo(each)} />
            <span>
              {m.rubrics.move[each]} <span className={design.fine}>{m.rubrics.moveWhy[each]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <label className={style.field}>
        {m.rubrics.reason}
        <textarea
          className={design.field}
          required
          maxLength={2000}
          rows={2}
          value={why}
          onChange={({ target }) => setWhy(target.value)}
        />
      </label>
      {way !== "retired" && shut && (
        <label className={style.force}>
          <input type="checkbox" checked={force} onChange={({ target }) => setForce(target.checked)} />
          {m.rubrics.force}
        </label>
      )}
      <p>
        <button
          type="submit"
          className={design.primary}
          disabled={going.isPending || held || why.trim() === ""}
        >
          {m.rubrics.move[way]}
        </button>{" "}
        {held && <span className={design.fine}>{m.rubrics.heldBack}</span>}
      </p>
      {going.isError && <Failed error={going.error} />}
      {going.isSuccess && (
        <p role="status" className={design.fine}>
          {m.rubrics.moved(m.rubrics.status[going.data.status])}
        </p>
      )}
    </form>
  );
}
