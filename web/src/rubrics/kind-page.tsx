import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { useAuthors } from "./authors";
import { type Version, versions } from "./queries";
import style from "./rubrics.module.css";
import { type Kind, kinds } from "./shelf";
import { StatusTag } from "./status";

/** Every version of one rubric, the newest first. */
export function KindPage() {
  const { m } = useSpoken();
  const { id, language } = useParams({ from: "/inside/rubrics/$language/$id" });
  const found = useQuery(versions);
  const kind = kinds(found.data ?? []).find((each) => each.rubric === id && each.language === language);
  const title = kind?.title ?? id;
  useEffect(() => {
    document.title = `${title} · ${m.product}`;
  }, [m, title]);
  if (found.isPending) return <Loading lines={8} />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  if (kind === undefined)
    return (
      <Note title={m.state.missing} action={<Link to="/rubrics">{m.rubrics.all}</Link>}>
        <p>{m.rubrics.unknown(id)}</p>
      </Note>
    );
  return <Versions kind={kind} />;
}

function Versions({ kind }: { kind: Kind }) {
  const { m } = useSpoken();
  const { data: me } = useQuery(session);
  const [picked, setPicked] = useState<readonly string[]>([]);
  const author = useAuthors(kind.versions.flatMap(({ author, changed_by }) => [author, changed_by]));
  const newest = kind.active ?? kind.versions[0];
  const pick = (digest: string) =>
    setPicked((former) =>
      former.includes(digest) ? former.filter((each) => each !== digest) : [...former, digest].slice(-2),
    );
  // The younger of two is looked at, and the elder is what it is compared with.
  const [after, before] = kind.versions.filter(({ digest }) => picked.includes(digest));
  return (
    <div className={style.page}>
      <header className={style.head}>
        <Link to="/rubrics" aria-label={m.rubrics.all} className={design.plain}>
          ←
        </Link>
        <h1>{kind.title}</h1>
        <p className={design.fine}>
          {kind.rubric} · {m.language[kind.language as "zh" | "en"]}
        </p>
        {after && before && (
          <Link
            to="/rubrics/version/$digest"
            params={{ digest: after.digest }}
            search={{ view: "changes", against: before.digest }}
            className={style.act}
          >
            {m.rubrics.compare(before.version, after.version)}
          </Link>
        )}
        {me?.may.write_rubric && newest && (
          <Link to="/rubrics/editor" search={{ from: newest.digest }} className={style.act}>
            {m.rubrics.write}
          </Link>
        )}
      </header>
      <p className={`${design.fine} ${style.aside}`}>{m.rubrics.pickTwo}</p>
      <table className={style.table}>
        <thead>
          <tr>
            <th scope="col">{m.rubrics.choose}</th>
            <th scope="col">{m.rubrics.version}</th>
            <th scope="col">{m.rubrics.state}</th>
            <th scope="col">{m.rubrics.added}</th>
            <th scope="col">{m.rubrics.changed}</th>
          </tr>
        </thead>
        <tbody>
          {kind.versions.map((each) => (
            <Row
              key={each.digest}
              version={each}
              picked={picked.includes(each.digest)}
              onPick={() => pick(each.digest)}
              author={author}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface OneRow {
  version: Version;
  picked: boolean;
  onPick(): void;
  author(id: string): string;
}

function Row({ version, picked, onPick, author }: OneRow) {
  const { m, f } = useSpoken();
  const moved = version.changed_at !== version.created_at;
  return (
    <tr>
      <td data-label={m.rubrics.choose}>
        <label className={style.pick}>
          <input
            type="checkbox"
            checked={picked}
            onChange={onPick}
            aria-label={m.rubrics.pick(version.version)}
          />
        </label>
      </td>
      <th scope="row">
        <Link to="/rubrics/version/$digest" params={{ digest: version.digest }} search={{}}>
          {version.version}
        </Link>{" "}
        <span className={design.fine}>{m.rubrics.revision(version.revision)}</span>
      </th>
      <td data-label={m.rubrics.state}>
        <StatusTag status={version.status} />
        {version.forced.length > 0 && (
          <span className={design.tag} title={version.forced.join("\n")}>
            {m.rubrics.forced}
          </span>
        )}
      </td>
      <td data-label={m.rubrics.added}>
        {f.moment(version.created_at)}{" "}
        <span className={design.fine}>
          {author(version.author)} · {version.reason}
        </span>
      </td>
      <td data-label={m.rubrics.changed}>
        {moved ? f.moment(version.changed_at) : "–"}{" "}
        {moved && (
          <span className={design.fine}>
            {author(version.changed_by)} · {version.changed_why}
          </span>
        )}
      </td>
    </tr>
  );
}
