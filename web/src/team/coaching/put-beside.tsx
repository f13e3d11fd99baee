import { useMutation, useQueryClient } from "@tanstack/react-query";
import { evaluation as evaluationOf } from "../../api/queries";
import { notify } from "../../app/notice";
import { Told } from "../../design/ask";
import design from "../../design/design.module.css";
import { useSpoken } from "../../i18n/context";
import { COACHING, clip } from "../queries";
import { shown } from "./moment";

interface Beside {
  plan: string;
  recording: string;
  evaluation: string;
  criterion: string;
  title: string;
}

/** Puts the moment that shows a finding beside a coaching plan. */
export function PutBeside({ plan, recording, evaluation, criterion, title }: Beside) {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const putting = useMutation({
    mutationFn: async () => {
      const { scorecard } = await queries.fetchQuery(evaluationOf(evaluation));
      const found = scorecard.sections
        .flatMap(({ findings }) => findings)
        .find((each) => each.criterion === criterion);
      const stretch = shown(found ?? { evidence: [], search: null });
      return clip(plan, { recording, ...stretch, note: found?.reason || title, criterion });
    },
    onSuccess: async () => {
      notify(m.team.besideNow);
      await queries.invalidateQueries({ queryKey: COACHING });
    },
  });
  return (
    <span>
      <button
        type="button"
        className={design.button}
        disabled={putting.isPending || putting.isSuccess}
        onClick={() => putting.mutate()}
      >
        {putting.isSuccess ? "✓ " : ""}
        {m.team.putBeside}
      </button>
      <Told error={putting.error} />
    </span>
  );
}
