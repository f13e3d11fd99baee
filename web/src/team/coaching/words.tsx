import design from "../../design/design.module.css";
import style from "../team.module.css";

interface Written {
  label: string;
  text: string;
  onText(text: string): void;
}

/** Where supervisor or agent write something on a plan. */
export function Words({ label, text, onText }: Written) {
  return (
    <label className={style.field}>
      {label}
      <textarea
        className={design.field}
        rows={2}
        maxLength={2000}
        value={text}
        onChange={({ target }) => onText(target.value)}
      />
    </label>
  );
}
