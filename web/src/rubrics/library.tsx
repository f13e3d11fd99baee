import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { useAuthors } from "./authors";
import { versions } from "./queries";
import style from "./rubrics.module.css";
import { type Kind, kinds } from "./shelf";

/** Every rubric there is, by language. */
export function RubricsPage() {
  const { m } = useSpoken();
  const { data: me } = useQuery(session);
  const found = useQuery(versions);
  useEffect(() => {
    document.title = `${m.rubrics.title} · ${m.product}`;
  }, [m]);
  const shelf = kinds(found.data ?? []);
  return (
    <div className={style.page}>
      <header className={style.head}>
        <h1>{m.rubrics.title}</h1>
        <p className={design.fine}>{m.rubrics.what}</p>
        {me?.may.write_rubric && (
          <Link to="/rubrics/editor" search={{}} className={style.act}>
            {m.rubrics.fresh}
          </Link>
        )}
      </header>
      {found.isPending && <Loading lines={6} />}
      {found.isError && <Failed error={found.error} again={() => found.refetch()} />}
      {found.isSuccess && shelf.length === 0 && (
        <Note title={m.rubrics.none}>
          <p>{m.rubrics.noneWhy}</p>
        </Note>
      )}
      {shelf.length > 0 && <Shelf shelf={shelf} />}
    </div>
  );
}

function Shelf({ shelf }: { shelf: readonly Kind[] }) {
  const { m } = useSpoken();
  const author = useAuthors(shelf.map(({ last }) => last.changed_by));
  return (
    <table className={style.table}>
      <thead>
        <tr>
          <th scope="col">{m.rubrics.rubric}</th>
          <th scope="col">{m.preferences.language}</th>
          <th scope="col">{m.rubrics.status.active}</th>
          <th scope="col">{m.rubrics.status.trial}</th>
          <th scope="col">{m.rubrics.drafts}</th>
          <th scope="col">{m.rubrics.changed}</th>
        </tr>
      </thead>
      <tbody>
        {shelf.map((each) => (
          <Row key={`${each.language} ${each.rubric}`} kind={each} by={author(each.last.changed_by)} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ kind, by }: { kind: Kind; by: string }) {
  const { m, f } = useSpoken();
  const { rubric, language, title, active, trial, drafts, last } = kind;
  const told = m.language[language as "zh" | "en"] ?? language;
  return (
    <tr>
      <th scope="row">
        <Link to="/rubrics/$language/$id" params={{ language, id: rubric }}>
          {title}
        </Link>{" "}
        <span className={design.fine}>{rubric}</span>
      </th>
      <td data-label={m.preferences.language}>{told}</td>
      <td data-label={m.rubrics.status.active}>{active?.version ?? "–"}</td>
      <td data-label={m.rubrics.status.trial}>{trial?.version ?? "–"}</td>
      <td data-label={m.rubrics.drafts}>{drafts}</td>
      <td data-label={m.rubrics.changed}>
        {f.moment(last.changed_at)}{" "}
        <span className={design.fine}>
          {by} · {last.changed_why}
        </span>
      </td>
    </tr>
  );
}
