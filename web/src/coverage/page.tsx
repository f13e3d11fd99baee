import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { session } from "../app/session";
import { readExport } from "../compliance/taking";
import design from "../design/design.module.css";
import { Failed, Loading } from "../design/states";
import { shifted } from "../house/amount";
import { Page } from "../house/page";
import { useSpoken } from "../i18n/context";
import { Day } from "./day";
import { Days } from "./days";
import { Listing } from "./listing";
import { coveredDays, teams } from "./queries";
import type { CoverageSearch } from "./search";
import { Work } from "./work";

/** Was every call inspected, and if not, which was not, and why? */
export function CoveragePage() {
  const { m } = useSpoken();
  const search = useSearch({ from: "/inside/coverage" });
  const navigate = useNavigate({ from: "/coverage" });
  const change = (to: CoverageSearch) => navigate({ search: to, replace: true, resetScroll: false });
  const { data: me } = useQuery(session);
  const { data, error, refetch } = useQuery(coveredDays(search.team));
  const [listing, setListing] = useState(false);
  if (error && data === undefined) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined) return <Loading lines={10} />;
  const day = search.day ?? data.today;
  return (
    <Page
      title={m.coverage.title}
      lead={m.coverage.lead}
      tools={
        <>
          <Teams team={search.team} onChange={(team) => change({ ...search, ...team })} />
          {me?.may.report_calls && (
            <button type="button" className={design.button} onClick={() => setListing(true)}>
              {m.coverage.list.open}
            </button>
          )}
          {me?.may.export_results && (
            <Link
              to="/compliance/exports"
              search={readExport({ team: search.team, day_from: day, day_before: shifted(day, 1) })}
              className={design.link}
            >
              {m.compliance.export}
            </Link>
          )}
        </>
      }
    >
      <Days covered={data} day={day} onPick={(picked) => change({ ...search, day: picked })} />
      <Day
        day={day}
        today={data.today}
        team={search.team}
        known={data.days.find((each) => each.day === day)}
        onPick={(picked) => change({ ...search, day: picked })}
      />
      {me?.may.read_sources && <Work />}
      {listing && <Listing zone={data.zone} onClose={() => setListing(false)} />}
    </Page>
  );
}

/** Whose calls; the teams within reach. */
function Teams({ team, onChange }: { team: string | undefined; onChange(to: CoverageSearch): void }) {
  const { m } = useSpoken();
  const { data: me } = useQuery(session);
  const { data } = useQuery({ ...teams, enabled: me?.may.read_people !== undefined });
  const names = [
    ...new Set([...Object.keys(data?.parents ?? {}), ...(me?.teams ?? []), ...(team ? [team] : [])]),
  ];
  if (names.length === 0) return null;
  return (
    <label>
      <span className={design.fine}>{m.calls.team}</span>{" "}
      <select
        className={design.field}
        value={team ?? ""}
        onChange={(event) => onChange({ team: event.target.value })}
      >
        <option value="">{m.house.all}</option>
        {names.sort().map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
