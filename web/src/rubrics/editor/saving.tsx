import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import design from "../../design/design.module.css";
import { Failed } from "../../design/states";
import { useSpoken } from "../../i18n/context";
import { add, type Checked, RUBRICS } from "../queries";
import style from "../rubrics.module.css";

interface Saved {
  text: string;
  examples: string;
  checked: Checked | undefined;
  onAdded(): void;
}

/** Adds what was written to the shelf, as a draft that nothing is scored by. */
export function Saving({ text, examples, checked, onAdded }: Saved) {
  const { m } = useSpoken();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [why, setWhy] = useState("");
  const broken = (checked?.problems.length ?? 1) > 0;
  const adding = useMutation({
    mutationFn: () => add(text, examples, why.trim()),
    onSuccess: async ({ digest }) => {
      onAdded();
      await queries.invalidateQueries({ queryKey: RUBRICS });
      await navigate({ to: "/rubrics/version/$digest", params: { digest }, search: { view: "gates" } });
    },
  });
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault();
        adding.mutate();
      }}
    >
      <p>{m.rubrics.addWhy}</p>
      <label className={`${style.field} ${style.wide}`}>
        {m.rubrics.reason}
        <textarea
          className={design.field}
          required
          maxLength={2000}
          rows={3}
          value={why}
          onChange={({ target }) => setWhy(target.value)}
        />
      </label>
      <p>
        <button
          type="submit"
          className={design.primary}
          disabled={adding.isPending || broken || why.trim() === ""}
        >
          {m.rubrics.add}
        </button>{" "}
        {broken && <span className={design.fine}>{m.rubrics.mendFirst}</span>}
      </p>
      {adding.isError && <Failed error={adding.error} />}
    </form>
  );
}
