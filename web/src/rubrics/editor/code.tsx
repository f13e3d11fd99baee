import { useEffect, useRef, useState } from "react";
import { Loading } from "../../design/states";
import style from "../rubrics.module.css";
import type { Schema } from "./completion";
import type { Mirror, Remark } from "./mirror";

interface Coding {
  label: string;
  text: string;
  remarks: readonly Remark[];
  schema: Schema | null | undefined;
  /** A line to go to; a new object each time it is asked for. */
  wanted: { line: number } | null;
  onChange(text: string): void;
}

/** A text editor for YAML; what it is made of comes once it is shown. */
export function Code({ label, text, remarks, schema, wanted, onChange }: Coding) {
  const host = useRef<HTMLDivElement>(null);
  const [made, setMade] = useState<Mirror | null>(null);
  const first = useRef({ text, onChange });
  first.current = { text, onChange };
  useEffect(() => {
    const element = host.current;
    let gone = false;
    let own: Mirror | null = null;
    const open = async () => {
      const { mirror } = await import("./mirror");
      if (gone || element === null) return;
      own = mirror(element, {
        text: first.current.text,
        label,
        onChange: (to) => first.current.onChange(to),
      });
      setMade(own);
    };
    void open();
    return () => {
      gone = true;
      own?.destroy();
      setMade(null);
    };
  }, [label]);
  useEffect(() => made?.show(text), [made, text]);
  useEffect(() => made?.remark(remarks), [made, remarks]);
  useEffect(() => made?.describe(schema), [made, schema]);
  useEffect(() => {
    if (wanted !== null) made?.goTo(wanted.line);
  }, [made, wanted]);
  return (
    <div className={style.coding}>
      {made === null && <Loading />}
      <div ref={host} className={style.mirror} />
    </div>
  );
}
