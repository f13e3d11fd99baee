import { address } from "../api/client";
import { useSpoken } from "../i18n/context";

/** One scorecard on paper, in the language that is read. */
export function Printed({ evaluation }: { evaluation: string }) {
  const { m, language } = useSpoken();
  return (
    <a
      href={address(
        "/v1/evaluations/{evaluation_id}/scorecard.pdf",
        { evaluation_id: evaluation },
        { language },
      )}
      title={m.figure.printed}
      download
    >
      PDF<span className="unseen"> {m.figure.printed}</span>
    </a>
  );
}
