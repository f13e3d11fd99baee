import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { REVIEWS, reviewers } from "../api/programme";
import { Told } from "../design/ask";
import design from "../design/design.module.css";
import { Failed, Loading, Note } from "../design/states";
import { listed } from "../house/amount";
import house from "../house/house.module.css";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import style from "./plans.module.css";
import { type NewSkills, type ReviewPerson, type Skills, setReviewer } from "./queries";
import { given, LANGUAGES, Languages, Written } from "./reviewer-fields";

/** Reviews on a list at once, where nothing else is said; the API takes no more than the other. */
const USUAL = 50;
const MOST = 1000;

interface Row {
  person: ReviewPerson;
  /** What they take on; null where they are handed nothing yet. */
  skills: Skills | null;
  open: number;
}

/** Who reviews what: people with the right to, what they take on, and how much they have to do. */
export function Reviewers() {
  const { m } = useSpoken();
  const found = useQuery(reviewers);
  const [editing, setEditing] = useState<string | null>(null);
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  const { items, load, people } = found.data;
  const rows: Row[] = people.map((person) => ({
    person,
    skills: items.find((each) => each.person === person.id) ?? null,
    open: load[person.id] ?? 0,
  }));
  if (rows.length === 0)
    return (
      <Note title={m.plans.noReviewers}>
        <p>{m.plans.noReviewersWhy}</p>
      </Note>
    );
  return (
    <div className={style.panel}>
      <p className={design.fine}>{m.plans.reviewersWhy}</p>
      <People rows={rows} editing={editing} onEdit={setEditing} />
    </div>
  );
}

/** Says what somebody takes on; of who is handed nothing yet there is nothing to say. */
const known = (row: Row, say: (skills: Skills) => ReactNode) => (row.skills === null ? "–" : say(row.skills));

interface Peopled {
  rows: readonly Row[];
  editing: string | null;
  onEdit(person: string | null): void;
}

function People({ rows, editing, onEdit }: Peopled) {
  const { m, f, language } = useSpoken();
  const form = useId();
  const edited = (row: Row) => row.person.id === editing;
  return (
    <Table
      label={m.plans.view.reviewers}
      rows={rows}
      id={({ person }) => person.id}
      columns={[
        { name: m.plans.person, cell: (row) => <Who row={row} /> },
        {
          name: m.plans.languages,
          cell: (row) =>
            edited(row) ? (
              <Languages form={form} chosen={row.skills?.languages ?? []} />
            ) : (
              known(row, ({ languages }) => {
                const judged = LANGUAGES.filter((each) => languages.includes(each));
                return (
                  listed(
                    judged.map((each) => m.language[each]),
                    language,
                  ) || m.plans.anyLanguage
                );
              })
            ),
        },
        {
          name: m.plans.queues,
          cell: (row) =>
            edited(row) ? (
              <Written
                form={form}
                name="queues"
                label={m.plans.queues}
                value={row.skills?.queues.toSorted().join(", ")}
              />
            ) : (
              known(row, ({ queues }) => listed(queues.toSorted(), language) || m.plans.anyQueue)
            ),
        },
        {
          name: m.plans.atMost,
          cell: (row) =>
            edited(row) ? (
              <input
                form={form}
                name="at_most"
                type="number"
                required
                min={0}
                max={MOST}
                className={`${design.field} ${style.few}`}
                aria-label={m.plans.atMost}
                defaultValue={row.skills?.at_most ?? USUAL}
              />
            ) : (
              known(row, ({ at_most }) =>
                at_most === 0 ? (
                  <span className={style.none}>{m.plans.nonePresent}</span>
                ) : (
                  f.number(at_most, 0)
                ),
              )
            ),
        },
        {
          name: m.plans.ownAgent,
          cell: (row) =>
            edited(row) ? (
              <Written
                form={form}
                name="agent"
                label={m.plans.ownAgent}
                value={row.skills?.agent ?? row.person.agent ?? ""}
              />
            ) : (
              known(row, ({ agent }) => agent ?? m.plans.noCallsOwn)
            ),
        },
        { name: m.plans.openNow, cell: ({ open }) => f.number(open, 0) },
        {
          name: "",
          cell: (row) => <Doing row={row} form={form} edited={edited(row)} onEdit={onEdit} />,
        },
      ]}
    />
  );
}

/** A person's name, and what a lead should know of them. */
function Who({ row: { person, skills } }: { row: Row }) {
  const { m } = useSpoken();
  const told =
    skills === null
      ? m.plans.notYet
      : !person.may_review
        ? m.plans.mayNot
        : person.agent !== null && person.agent !== skills.agent
          ? m.plans.otherAgent(person.agent)
          : null;
  return (
    <>
      {person.name}
      {told !== null && (
        <>
          <br />
          <span className={design.fine}>{told}</span>
        </>
      )}
    </>
  );
}

interface Done {
  row: Row;
  form: string;
  edited: boolean;
  onEdit(person: string | null): void;
}

/** What can be done about a person: begin, change, or keep what was changed. */
function Doing({ row: { person, skills }, form, edited, onEdit }: Done) {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const change = useRef<HTMLButtonElement>(null);
  const was = useRef(edited);
  useEffect(() => {
    // The button that was pressed is back, and the keyboard with it.
    if (was.current && !edited) change.current?.focus();
    was.current = edited;
  }, [edited]);
  useEffect(() => {
    if (!edited) return;
    // The fields stand in other cells than the form that they belong to.
    const leave = ({ key }: KeyboardEvent) => key === "Escape" && onEdit(null);
    document.addEventListener("keydown", leave);
    return () => document.removeEventListener("keydown", leave);
  }, [edited, onEdit]);
  const saving = useMutation({
    mutationFn: (to: NewSkills) => setReviewer(person.id, to),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [REVIEWS] });
      onEdit(null);
    },
  });
  if (edited)
    return (
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          saving.mutate(given(new FormData(event.currentTarget)));
        }}
      >
        <span className={house.acts}>
          <button type="submit" className={design.primary} disabled={saving.isPending}>
            {m.plans.save}
          </button>
          <button type="button" className={design.button} onClick={() => onEdit(null)}>
            {m.ask.cancel}
          </button>
        </span>
        <Told error={saving.error} />
      </form>
    );
  const begin = () => saving.mutate({ agent: person.agent, languages: [], queues: [], at_most: USUAL });
  return (
    <>
      <span className={house.acts}>
        {skills === null && (
          <button
            type="button"
            className={design.primary}
            disabled={saving.isPending}
            onClick={begin}
            aria-label={m.plans.beginWith(person.name)}
          >
            {m.plans.begin}
          </button>
        )}
        <button
          ref={change}
          type="button"
          className={design.button}
          onClick={() => onEdit(person.id)}
          aria-label={m.plans.changeOf(person.name)}
        >
          {m.house.change}
        </button>
      </span>
      <Told error={saving.error} />
    </>
  );
}
