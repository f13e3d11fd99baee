import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { Failed, Loading } from "../design/states";
import { Tabs } from "../design/tabs";
import { useSpoken } from "../i18n/context";
import { useAuthors } from "./authors";
import { Backtesting } from "./backtest/backtesting";
import { DifferenceView } from "./difference-view";
import { Form } from "./form";
import { Publishing } from "./publishing";
import { type Version, version, versions, type Whole } from "./queries";
import style from "./rubrics.module.css";
import { compared } from "./shelf";
import { StatusTag } from "./status";
import { type VersionSearch, VIEWS } from "./views";

/** One version of a rubric: what it says, how it differs, whether it may be published, what it would change. */
export function VersionPage() {
  const { m } = useSpoken();
  const { digest } = useParams({ from: "/inside/rubrics/version/$digest" });
  const found = useQuery(version(digest));
  const listed = useQuery(versions);
  const title = found.data?.rubric.title ?? m.rubrics.title;
  useEffect(() => {
    document.title = `${title} · ${m.product}`;
  }, [m, title]);
  if (found.isPending || listed.isPending) return <Loading lines={10} />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  if (listed.isError) return <Failed error={listed.error} again={() => listed.refetch()} />;
  const { rubric } = found.data;
  const family = listed.data
    .filter((each) => each.rubric === rubric.id && each.language === rubric.language)
    .toReversed();
  return <Opened key={digest} whole={found.data} family={family} />;
}

function Opened({ whole, family }: { whole: Whole; family: readonly Version[] }) {
  const { m } = useSpoken();
  const { data: me } = useQuery(session);
  const { view = "form", against } = useSearch({ from: "/inside/rubrics/version/$digest" });
  const navigate = useNavigate({ from: "/rubrics/version/$digest" });
  const own = family.find(({ digest }) => digest === whole.digest);
  const usual = own === undefined ? null : compared(own, family);
  const other = against ?? usual?.digest ?? null;
  const go = (to: VersionSearch) =>
    navigate({ search: (former: VersionSearch) => ({ ...former, ...to }), replace: true });
  const shown = VIEWS.filter(
    (each) =>
      (each !== "gates" || me?.may.try_rubric !== undefined) &&
      (each !== "backtest" || me?.may.backtest_rubric !== undefined),
  );
  return (
    <div className={style.page}>
      <Head whole={whole} mayWrite={me?.may.write_rubric !== undefined} />
      <Tabs
        label={m.rubrics.views}
        tabs={shown.map((name) => ({ name, title: m.rubrics.view[name] }))}
        chosen={view}
        onChoose={(to) => go({ view: to })}
      >
        {view === "form" && <Form rubric={whole.rubric} />}
        {view === "text" && <Code text={whole.source.text} />}
        {view === "examples" && <Code text={whole.source.examples} empty={m.rubrics.noExamples} />}
        {view === "changes" && (
          <DifferenceView
            whole={whole}
            against={other}
            family={family}
            onAgainst={(to) => go({ against: to })}
          />
        )}
        {view === "gates" && <Publishing whole={whole} mayPublish={me?.may.publish_rubric !== undefined} />}
        {view === "backtest" && <Backtesting whole={whole} against={other} family={family} />}
      </Tabs>
    </div>
  );
}

function Head({ whole, mayWrite }: { whole: Whole; mayWrite: boolean }) {
  const { m, f } = useSpoken();
  const { rubric, status } = whole;
  const author = useAuthors([whole.author]);
  return (
    <header className={style.head}>
      <Link
        to="/rubrics/$language/$id"
        params={{ language: rubric.language, id: rubric.id }}
        aria-label={m.rubrics.versions}
        className={design.plain}
      >
        ←
      </Link>
      <h1>
        {rubric.title} {rubric.version}
      </h1>
      <StatusTag status={status} />
      <p className={design.fine}>
        {m.language[rubric.language]} · {m.rubrics.revision(whole.revision)} ·{" "}
        {m.rubrics.by(author(whole.author), f.moment(whole.created_at))} · {whole.reason}
      </p>
      {mayWrite && (
        <Link to="/rubrics/editor" search={{ from: whole.digest }} className={style.act}>
          {m.rubrics.writeFrom}
        </Link>
      )}
    </header>
  );
}

function Code({ text, empty = "" }: { text: string; empty?: string }) {
  if (text === "") return <p className={`${design.fine} ${style.aside}`}>{empty}</p>;
  return (
    <pre className={style.code}>
      <code>{text}</code>
    </pre>
  );
}
