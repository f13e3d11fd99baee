import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { Recording } from "../api/types";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import { useKeys } from "../keyboard/context";
import { plans } from "../team/queries";
import style from "./call.module.css";
import type { Playback } from "./player/playback";

const loaded = () => import("../team/coaching/put-moment");
const PutMoment = lazy(async () => ({ default: (await loaded()).PutMoment }));

interface Coaching {
  recording: Recording;
  playback: Playback;
  /** Of the scorecard that is looked at, and which of its criteria. */
  rubric: string | undefined;
  criterion: string | undefined;
}

/** Lets who coaches the call's agent put what is heard now beside a coaching plan; nobody coaches themselves. */
export function Coach({ recording, ...looked }: Coaching) {
  const { data: me } = useQuery(session);
  const agent = recording.metadata.agent_id ?? null;
  if (me?.may.coach === undefined || agent === null || agent === me.agent_id) return null;
  if (recording.erased?.audio || recording.duration === null) return null;
  return <Here agent={agent} recording={recording} {...looked} />;
}

function Here({ agent, recording, playback, rubric, criterion }: Coaching & { agent: string }) {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const [time, setTime] = useState<number | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const open = () => setTime(playback.time);
  useKeys([{ key: "b", label: m.team.putMoment, run: open }]);
  const ahead = () => {
    void loaded();
    void queries.prefetchQuery(plans(agent));
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={`${design.plain} ${style.tool}`}
        aria-keyshortcuts="b"
        onPointerEnter={ahead}
        onFocus={ahead}
        onClick={open}
      >
        {m.team.putMoment}
      </button>
      {time !== null &&
        // Not where the button is, which may be in a menu that closes.
        createPortal(
          <Suspense fallback={null}>
            <PutMoment
              agent={agent}
              recording={recording}
              time={time}
              rubric={rubric}
              criterion={criterion}
              onClose={() => {
                setTime(null);
                button.current?.focus();
              }}
            />
          </Suspense>,
          document.body,
        )}
    </>
  );
}
