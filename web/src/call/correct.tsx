import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { change } from "../api/change";
import { REVIEWS } from "../api/programme";
import type { components } from "../api/schema";
import type { Detailed, Party } from "../api/types";
import { notify } from "../app/notice";
import { Ask } from "../design/ask";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import style from "./call.module.css";
import { CHANNEL, other, PARTIES } from "./parties";

interface Correcting {
  detailed: Detailed;
  /** Whether the call is read with its parties in each other's place: then this is what is offered. */
  swapped: boolean;
  onDone(): void;
  onClose(): void;
}

type Told = components["schemas"]["CorrectedParties"];

/** Says for good who speaks where, and why one knows; the call is scored again by it. */
export function Correct({ detailed, swapped, onDone, onClose }: Correcting) {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const { recording, parties } = detailed;
  const held = parties?.parties ?? [];
  const [sides, setSides] = useState<ReadonlyMap<string, Party>>(
    () => new Map(held.map(([side, party]) => [side, swapped ? other(party) : party])),
  );
  const [back, setBack] = useState(false);
  const texts = m.review.parties;
  const give = async (reason: string) => {
    const told = await change<Told>("POST", `/v1/recordings/${encodeURIComponent(recording.id)}/parties`, {
      parties: back ? {} : Object.fromEntries(sides),
      reason,
    });
    notify([texts.done, told.alike > 1 ? texts.alike(told.alike) : ""].filter(Boolean).join(" "));
    onDone();
    await Promise.all(
      [["recording", recording.id], ["recordings"], ["evaluations", recording.id], [REVIEWS]].map(
        (queryKey) => queries.invalidateQueries({ queryKey }),
      ),
    );
  };
  return (
    <Ask title={texts.title} label={texts.why} confirm={texts.confirm} onGive={give} onClose={onClose}>
      <p>{texts.follows}</p>
      <div className={style.sides}>
        {held.map(([side]) => (
          <label key={side}>
            <span>
              {side.startsWith(CHANNEL) ? texts.channel(side.slice(CHANNEL.length)) : texts.voice(side)}
            </span>
            <select
              className={design.field}
              disabled={back}
              value={sides.get(side)}
              onChange={(event) =>
                setSides((former) => new Map(former).set(side, event.target.value as Party))
              }
            >
              {PARTIES.map((each) => (
                <option key={each} value={each}>
                  {m.party[each]}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      {parties?.basis === "person" && (
        <label>
          <input type="checkbox" checked={back} onChange={(event) => setBack(event.target.checked)} />{" "}
          {texts.back}
        </label>
      )}
    </Ask>
  );
}
