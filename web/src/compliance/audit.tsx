import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { Failed, Loading } from "../design/states";
import { Field } from "../house/ask";
import house from "../house/house.module.css";
import { Empty, Section } from "../house/page";
import { people, useNames } from "../house/people";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import { valueIn } from "./audit-values";
import style from "./compliance.module.css";
import { type AuditEvent, audit } from "./queries";
import { Dated } from "./results";
import { type AuditSearch, readAudit } from "./search";
import { TakeLines } from "./take-lines";

/** Who did what, when, and to which call. */
export function Audit() {
  const { m, f } = useSpoken();
  const search = useSearch({ from: "/inside/compliance/audit" });
  const navigate = useNavigate({ from: "/compliance/audit" });
  const change = (to: { [K in keyof AuditSearch]?: AuditSearch[K] | undefined }) =>
    navigate({ search: readAudit({ ...search, ...to }), replace: true });
  const found = useInfiniteQuery({ ...audit(search), placeholderData: keepPreviousData });
  const who = useNames();
  const events = found.data?.pages.flatMap((page) => page.items) ?? [];
  const begins = found.data?.pages[0]?.begins;
  return (
    <Section
      title={m.compliance.audit}
      why={
        <>
          {m.compliance.auditWhy} {begins && m.compliance.begins(f.moment(begins))}
        </>
      }
    >
      <Filters search={search} onChange={change} />
      <TakeLines key={JSON.stringify(search)} asked={search} />
      {found.isPending && <Loading />}
      {found.isError && found.data === undefined && (
        <Failed error={found.error} again={() => found.refetch()} />
      )}
      {found.isSuccess && events.length === 0 && <Empty>{m.compliance.noEvents}</Empty>}
      {events.length > 0 && (
        <Table
          label={m.compliance.audit}
          rows={events}
          id={(row) => row.id}
          columns={[
            { name: m.compliance.when, cell: (row) => f.moment(row.at), kind: "tight" },
            { name: m.compliance.who, cell: (row) => <span title={row.actor}>{who(row.actor)}</span> },
            { name: m.compliance.what, cell: (row) => <What event={row} /> },
            { name: m.calls.call, cell: (row) => <Concerned id={row.recording} /> },
            { name: m.compliance.details, cell: (row) => <Details event={row} /> },
          ]}
        />
      )}
      {found.hasNextPage && (
        <p>
          <button
            type="button"
            className={design.button}
            disabled={found.isFetchingNextPage}
            onClick={() => found.fetchNextPage()}
          >
            {m.house.more}
          </button>
        </p>
      )}
      <Sealed />
    </Section>
  );
}

function What({ event }: { event: AuditEvent }) {
  const { m } = useSpoken();
  return <span title={event.name}>{m.compliance.event[event.name] ?? event.name}</span>;
}

function Concerned({ id }: { id: string | null }) {
  const { data: me } = useQuery(session);
  if (id === null) return "–";
  if (!me?.may.read_recording) return <span className={house.code}>{id.slice(0, 12)}</span>;
  return (
    <Link to="/calls/$id" params={{ id }} search={{}} className={house.code}>
      {id.slice(0, 12)}
    </Link>
  );
}

/** What a field of an event is called: whoever comes from an address comes with a program, not for an agent. */
const called = (event: AuditEvent, field: string) =>
  field === "agent" && "address" in event.details ? "device" : field;

function Details({ event }: { event: AuditEvent }) {
  const { m } = useSpoken();
  const who = useNames();
  const told = Object.entries(event.details).filter(([, value]) => value !== "" && value !== "None");
  if (told.length === 0) return "–";
  return (
    <dl className={style.details}>
      {told.map(([name, value]) => (
        <div key={name}>
          <dt title={name}>{m.compliance.field[called(event, name)] ?? name}</dt>
          <dd title={value}>{name === "person" ? who(value) : valueIn(name, value, m)}</dd>
        </div>
      ))}
    </dl>
  );
}

const WRITING_MS = 400;

interface Filtering {
  search: AuditSearch;
  onChange(to: { [K in keyof AuditSearch]?: AuditSearch[K] | undefined }): void;
}

function Filters({ search, onChange }: Filtering) {
  const { m } = useSpoken();
  const { data: me } = useQuery(session);
  const { data } = useQuery({ ...people, enabled: me?.may.read_people !== undefined });
  const groups = [...new Set(Object.keys(m.compliance.event).map((name) => `${name.split(".")[0]}.`))].sort();
  return (
    <search className={house.tools} aria-label={m.calls.filters}>
      <Field name={m.compliance.what}>
        {(id) => (
          <select
            id={id}
            className={`${design.field} ${style.chosen}`}
            value={search.name ?? ""}
            onChange={(event) => onChange({ name: event.target.value })}
          >
            <option value="">{m.house.all}</option>
            {groups.map((group) => (
              <optgroup key={group} label={m.compliance.group[group.slice(0, -1)] ?? group}>
                <option value={group}>
                  {m.compliance.allOf(m.compliance.group[group.slice(0, -1)] ?? group)}
                </option>
                {Object.entries(m.compliance.event)
                  .filter(([name]) => name.startsWith(group))
                  .map(([name, text]) => (
                    <option key={name} value={name}>
                      {text}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        )}
      </Field>
      <Field name={m.compliance.who}>
        {(id) => (
          <select
            id={id}
            className={`${design.field} ${style.chosen}`}
            value={search.actor ?? ""}
            onChange={(event) => onChange({ actor: event.target.value })}
          >
            <option value="">{m.house.all}</option>
            <option value="everycall">{m.house.itself}</option>
            {data?.items.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Concerning value={search.recording ?? ""} onChange={(recording) => onChange({ recording })} />
      <Dated search={search} onChange={onChange} />
    </search>
  );
}

/** The recording's id; asked for once the writer pauses. */
function Concerning({ value, onChange }: { value: string; onChange(text: string): void }) {
  const { m } = useSpoken();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text), WRITING_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <Field name={m.compliance.recording}>
      {(id) => (
        <input
          id={id}
          type="search"
          className={design.field}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
    </Field>
  );
}

/** The trail of a day as it was sealed, for whoever checks it elsewhere. */
function Sealed() {
  const { m } = useSpoken();
  const [day, setDay] = useState("");
  return (
    <div className={house.section}>
      <h3>{m.compliance.sealed}</h3>
      <p className={design.fine}>{m.compliance.sealedWhy}</p>
      <div className={house.tools}>
        <Field name={m.coverage.day}>
          {(id) => (
            <input
              id={id}
              type="date"
              className={design.field}
              value={day}
              onChange={(event) => setDay(event.target.value)}
            />
          )}
        </Field>
        {day !== "" && (
          <a href={`/v1/days/${day}`} download={`everycall-${day}.jsonl`}>
            {m.compliance.sealedGet(day)}
          </a>
        )}
      </div>
    </div>
  );
}
