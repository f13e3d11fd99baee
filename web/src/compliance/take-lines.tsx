import { useState } from "react";
import { address } from "../api/client";
import { Ask } from "../design/ask";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import type { AuditAsked } from "./queries";

/** Takes every line that the filters choose as a file, once it is said what for; that stands in the trail itself. */
export function TakeLines({ asked }: { asked: AuditAsked }) {
  const { m } = useSpoken();
  const [asking, setAsking] = useState(false);
  return (
    <div>
      <button type="button" className={design.button} onClick={() => setAsking(true)}>
        {m.compliance.takeLines}
      </button>
      {asking && (
        <Ask
          title={m.compliance.takeLines}
          label={m.house.reason}
          confirm={m.compliance.takeThem}
          most={500}
          onGive={async (reason) => {
            // Excel reads a CSV as UTF-8 only where it begins so.
            const link = document.createElement("a");
            link.href = address("/v1/audit.{form}", { form: "csv" }, { ...asked, reason, bom: true });
            link.download = "";
            link.click();
          }}
          onClose={() => setAsking(false)}
        >
          <p className={design.fine}>{m.house.reasonWhy}</p>
        </Ask>
      )}
    </div>
  );
}
