import design from "../design/design.module.css";
import { named } from "../house/amount";
import house from "../house/house.module.css";
import { useSpoken } from "../i18n/context";
import { Prose, Sayings } from "../i18n/prose";
import style from "./listing.module.css";
import { type CallFile, columnsOf, FACTS, type Reading, renamed } from "./switch-list";

const NEEDED = new Set<string>(["call_id", "started_at"]);
const SHOWN = 50;

interface Columned {
  found: CallFile;
  names: Reading["names"];
  onNames(names: Reading["names"]): void;
}

/** Which column gives which fact; where the file calls one otherwise it is chosen here. */
export function Columns({ found, names, onNames }: Columned) {
  const { m, language } = useSpoken();
  const given = columnsOf(found.columns);
  const over = found.columns.filter(({ fact, name }) => fact === null && name !== "");
  if (found.columns.length === 0) return null;
  return (
    <section aria-label={m.coverage.list.columns}>
      <h3>{m.coverage.list.columns}</h3>
      <ul className={style.columns}>
        {FACTS.map((fact) => (
          <li key={fact}>
            <label>
              <span>
                {m.coverage.list.fact[fact]}
                {NEEDED.has(fact) && <span className={design.fine}> {m.coverage.list.needed}</span>}
              </span>
              <select
                className={design.field}
                value={given[fact] ?? ""}
                onChange={(event) => onNames(renamed(names, fact, event.target.value))}
              >
                <option value="">{m.coverage.list.noColumn}</option>
                {[...new Set(found.columns.map(({ name }) => name))]
                  .filter((name) => name !== "")
                  .map((name) => (
                    <option key={name} value={name}>
                      {name}
                    </option>
                  ))}
              </select>
            </label>
          </li>
        ))}
      </ul>
      {over.length > 0 && (
        <p className={design.fine}>
          {m.coverage.list.passedOver}
          {m.house.colon}
          {over.map(({ name }) => name).join(language === "zh" ? "、" : ", ")}
        </p>
      )}
    </section>
  );
}

/** The lines that cannot be read, and what to do about each. */
export function Wrong({ found }: { found: CallFile }) {
  const { m, f } = useSpoken();
  const { problems, said } = found;
  if (problems.length === 0) return null;
  // Such a file has no line at fault: it calls its columns otherwise, which is said above.
  const unnamed = problems.every((each) => said[each]?.[0]?.why[0]?.code.startsWith("cdr.no_column"));
  const what = unnamed ? m.coverage.list.unnamed : m.coverage.list.wrong;
  return (
    <Sayings said={said}>
      <section aria-label={what}>
        <p className={house.refused}>{what}</p>
        <ul className={style.wrong}>
          {problems.slice(0, SHOWN).map((each) => (
            <li key={each}>
              <Prose text={each} />
            </li>
          ))}
        </ul>
        {problems.length > SHOWN && <p>{m.coverage.list.more(f.number(problems.length - SHOWN))}</p>}
      </section>
    </Sayings>
  );
}

/** The days that the file covers, what becomes of each, and what would be new. */
export function Days({ found }: { found: CallFile }) {
  const { m, f, language } = useSpoken();
  const { days, days_in_all: inAll, calls, done } = found;
  const books = [...new Set(days.map(({ book }) => book))].filter((book) => book !== "open");
  if (calls === 0) return done === null ? null : <p>{m.coverage.list.none}</p>;
  return (
    <section aria-label={m.coverage.list.days}>
      <p>
        <strong>{m.coverage.list.covers(f.number(calls), inAll)}</strong>
      </p>
      {done && (
        <p>{m.coverage.list.would(f.number(done.new), f.number(done.changed), f.number(done.same))}</p>
      )}
      <ul className={style.days}>
        {days.map(({ day, calls: count, book }) => (
          <li key={day}>
            <span>{named(day, language)}</span>
            <span>{m.coverage.list.count(f.number(count))}</span>
            <span className={design.fine}>{book === "open" ? "" : m.coverage.list.book[book]}</span>
          </li>
        ))}
      </ul>
      {inAll > days.length && <p>{m.coverage.list.moreDays(f.number(inAll - days.length))}</p>}
      {done !== null &&
        books.map((book) => (
          <p key={book} className={design.fine}>
            {m.coverage.list.bookWhy[book]}
          </p>
        ))}
    </section>
  );
}

/** What came of it. */
export function Imported({ file }: { file: CallFile }) {
  const { m, f } = useSpoken();
  const { done, days } = file;
  if (done === null) return null;
  return (
    <div role="status">
      <p className={house.done}>✓ {m.coverage.list.done}</p>
      <p>{m.coverage.list.came(f.number(done.new), f.number(done.changed), f.number(done.same))}</p>
      {days.some(({ book }) => book === "closed") && (
        <p className={design.fine}>{m.coverage.list.bookWhy.closed}</p>
      )}
    </div>
  );
}
