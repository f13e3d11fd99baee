import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type FilteredList, type Parameters, removeFilter, savedFilters, saveFilter } from "../api/saved";
import { Told } from "../design/ask";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import style from "./calls.module.css";

/** Characters of a name, as the API takes them. */
const LONGEST = 80;

interface Saving {
  list: FilteredList;
  /** What the list is narrowed by now, as the API takes it; null where by nothing. */
  present: Parameters | null;
  onChoose(filters: Parameters): void;
}

/** The filters that somebody keeps for a list: one click narrows it by them again. */
export function SavedFilters({ list, present, onChoose }: Saving) {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const { data } = useQuery(savedFilters);
  const [naming, setNaming] = useState(false);
  const mine = data?.items.filter((each) => each.list === list) ?? [];
  const onSuccess = () => queries.invalidateQueries({ queryKey: savedFilters.queryKey });
  const saved = useMutation({
    mutationFn: (name: string) => saveFilter(data?.items ?? [], list, name, present ?? {}),
    onSuccess: () => {
      setNaming(false);
      return onSuccess();
    },
  });
  const removed = useMutation({ mutationFn: removeFilter, onSuccess });
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    if (name === "") setNaming(false);
    else saved.mutate(name);
  };
  return (
    <div className={style.saved}>
      {mine.map(({ id, name, filters }) => (
        <span key={id} className={style.kept}>
          <button type="button" className={design.plain} onClick={() => onChoose(filters)}>
            {name}
          </button>
          <button
            type="button"
            className={design.plain}
            aria-label={m.inbox.forget(name)}
            disabled={removed.isPending}
            onClick={() => removed.mutate(id)}
          >
            ×
          </button>
        </span>
      ))}
      {naming ? (
        <form onSubmit={add} className={style.naming}>
          <input
            className={design.field}
            name="name"
            aria-label={m.inbox.saveName}
            maxLength={LONGEST}
            ref={(field) => field?.focus()}
          />
          <button type="submit" className={design.button} disabled={saved.isPending}>
            {m.inbox.save}
          </button>
          <span className={design.fine}>{m.inbox.savedWhere}</span>
        </form>
      ) : (
        present !== null && (
          <button type="button" className={design.plain} onClick={() => setNaming(true)}>
            + {m.inbox.save}
          </button>
        )
      )}
      <Told error={saved.error ?? removed.error} />
    </div>
  );
}
