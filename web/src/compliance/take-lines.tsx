import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Told } from "../design/ask";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import { everyLine, MOST, sheet } from "./lines";
import type { AuditAsked } from "./queries";

/** Takes the lines that the filters choose as a file; how many are there already is shown. */
export function TakeLines({ asked }: { asked: AuditAsked }) {
  const { m, f } = useSpoken();
  const [count, setCount] = useState(0);
  const taking = useMutation({
    mutationFn: async () => {
      setCount(0);
      const { lines, whole } = await everyLine(asked, setCount);
      const address = URL.createObjectURL(new Blob([sheet(lines)], { type: "text/csv;charset=utf-8" }));
      const link = document.createElement("a");
      link.href = address;
      link.download = "everycall-audit.csv";
      link.click();
      URL.revokeObjectURL(address);
      return whole;
    },
  });
  return (
    <span>
      <button
        type="button"
        className={design.button}
        disabled={taking.isPending}
        onClick={() => taking.mutate()}
      >
        {m.compliance.takeLines}
      </button>{" "}
      <span className={design.fine} role="status">
        {(taking.isPending || taking.isSuccess) && m.compliance.linesTaken(f.number(count))}{" "}
        {taking.data === false && m.compliance.linesLeft(f.number(MOST))}
      </span>
      <Told error={taking.error} />
    </span>
  );
}
