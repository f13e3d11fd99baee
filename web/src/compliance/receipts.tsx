import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { get } from "../api/client";
import { evaluations } from "../api/queries";
import type { Listed } from "../api/types";
import { useRubricNames } from "../app/rubric-names";
import { Receipt } from "../call/details/receipt";
import design from "../design/design.module.css";
import { Failed, Loading } from "../design/states";
import { Field } from "../house/ask";
import house from "../house/house.module.css";
import { Empty, Section } from "../house/page";
import { useSpoken } from "../i18n/context";

/** Receipts of a call, checked here. */
export function Receipts() {
  const { m } = useSpoken();
  const { call } = useSearch({ from: "/inside/compliance/receipts" });
  const navigate = useNavigate({ from: "/compliance/receipts" });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const asked = String(new FormData(event.currentTarget).get("call")).trim();
    void navigate({ search: asked === "" ? {} : { call: asked } });
  };
  return (
    <Section title={m.compliance.receipts} why={m.compliance.receiptsWhy}>
      <form className={house.tools} onSubmit={submit}>
        <Field name={m.calls.callId}>
          {(id) => (
            <input id={id} name="call" type="search" className={design.field} defaultValue={call ?? ""} />
          )}
        </Field>
        <button type="submit" className={design.button}>
          {m.compliance.find}
        </button>
      </form>
      {call === undefined ? <Empty>{m.compliance.receiptsHow}</Empty> : <Found call={call} />}
    </Section>
  );
}

function Found({ call }: { call: string }) {
  const { m } = useSpoken();
  const { data, error, refetch } = useQuery({
    queryKey: ["recordings", "of call", call],
    queryFn: ({ signal }) => get("/v1/recordings", { query: { call_id: call, limit: 20 }, signal }),
  });
  if (error) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined) return <Loading />;
  if (data.items.length === 0) return <Empty>{m.compliance.noCall(call)}</Empty>;
  return data.items.map((each) => <Judged key={each.recording.id} listed={each} />);
}

function Judged({ listed }: { listed: Listed }) {
  const { m, f } = useSpoken();
  const rubricOf = useRubricNames();
  const { recording } = listed;
  const { data, error } = useQuery(evaluations(recording.id, recording.state));
  if (error) return <Failed error={error} />;
  return (
    <section className={house.section}>
      <h3>
        <Link to="/calls/$id" params={{ id: recording.id }} search={{}}>
          {recording.metadata.source_call_id ?? recording.id.slice(0, 12)}
        </Link>{" "}
        <span className={design.fine}>
          {recording.source} · {f.moment(recording.metadata.started_at ?? recording.received_at)}
        </span>
      </h3>
      {data?.length === 0 && <Empty>{m.compliance.noReceipts}</Empty>}
      {data?.map((each) => (
        <Receipt key={each.id} evaluation={each} title={rubricOf(each.scorecard.rubric)} />
      ))}
    </section>
  );
}
