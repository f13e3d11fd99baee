import { type ToggleEvent, useId } from "react";
import type { Flag, FlagKind } from "../api/types";
import { byKind, whyOf } from "../calls/why";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import { useSaid } from "../i18n/prose";
import style from "./call.module.css";
import type { Playback } from "./player/playback";

interface Raised {
  flags: readonly Flag[];
  playback: Playback;
  /** A criterion's title, by its id. */
  titleOf(criterion: string): string;
}

/** Each kind of flag as a button that says what it means, why it was raised on this call, and where to listen. */
export function Flags({ flags, ...rest }: Raised) {
  return byKind(flags).map(([kind, raised]) => <One key={kind} kind={kind} flags={raised} {...rest} />);
}

function One({ kind, flags, playback, titleOf }: Raised & { kind: FlagKind }) {
  const { m, f, language } = useSpoken();
  const said = useSaid();
  const id = useId();
  const name = m.flag[kind] ?? kind;
  const reasons = flags.flatMap((flag) => {
    const why = whyOf(flag, { m, language, said }, titleOf);
    return why === null ? [] : [{ ...why, start: flag.start }];
  });
  return (
    <>
      <button type="button" className={design.flag} popoverTarget={id} title={m.inbox.meaning[kind]}>
        ⚑ {name}
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={name}
        className={style.why}
        onBeforeToggle={place}
      >
        <h2>⚑ {name}</h2>
        <p>{m.inbox.meaning[kind]}</p>
        {reasons.length > 0 && (
          <ul aria-label={m.flags.here}>
            {reasons.map(({ text, isEnglish, start }) => (
              <li key={`${text}-${start}`}>
                <span {...(isEnglish ? { lang: "en" } : {})}>{text}</span>
                {start !== null && (
                  <button
                    type="button"
                    className={design.button}
                    aria-label={m.score.jump(f.clock(start))}
                    onClick={() => playback.play(start)}
                  >
                    ▶ {f.clock(start)}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

/** Puts it beneath its button, within the window. */
function place({ currentTarget: box, newState }: ToggleEvent<HTMLDivElement>) {
  const button = box.previousElementSibling?.getBoundingClientRect();
  if (newState !== "open" || button === undefined) return;
  const width = Math.min(WIDTH, innerWidth - 2 * MARGIN);
  box.style.width = `${width}px`;
  box.style.top = `${button.bottom + 4}px`;
  box.style.left = `${Math.max(MARGIN, Math.min(button.left, innerWidth - width - MARGIN))}px`;
}

const WIDTH = 440;
const MARGIN = 8;
