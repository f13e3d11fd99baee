import { useSpoken } from "../i18n/context";
import type { Status } from "./queries";
import style from "./rubrics.module.css";

const SIGNS: Record<Status, string> = { draft: "○", trial: "◐", active: "●", retired: "–" };

/** Where a version is in its life: a sign and a word. */
export function StatusTag({ status }: { status: Status }) {
  const { m } = useSpoken();
  return (
    <span className={style.status} data-status={status}>
      <span aria-hidden="true">{SIGNS[status]}</span> {m.rubrics.status[status]}
    </span>
  );
}
