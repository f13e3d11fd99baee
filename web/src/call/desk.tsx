import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { cues as cuesOf, evaluations as evaluationsOf, transcript as transcriptOf } from "../api/queries";
import type { Detailed } from "../api/types";
import design from "../design/design.module.css";
import { Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { useKeys } from "../keyboard/context";
import style from "./call.module.css";
import { Details } from "./details/details";
import { Header } from "./header";
import { Unheard } from "./page";
import { Playback } from "./player/playback";
import { Transport } from "./player/transport";
import { Card } from "./scorecard/card";
import { DETAILS, Panel, useWordings } from "./scorecard/panel";
import { findingsOf, moved, type Place, placesOf, type Selection, stepped } from "./scorecard/selection";
import { Transcript } from "./transcript/transcript";
import { markers } from "./waveform/lanes";
import { Waveform } from "./waveform/waveform";

/** How long after its end evidence is still played. */
const TAIL = 0.6;
const LEAD = 0.4;

/** The reviewer's desk: player, transcript and scorecard, kept at the same place of the call. */
export function Desk({ detailed }: { detailed: Detailed }) {
  const { m } = useSpoken();
  const { t } = useSearch({ from: "/inside/calls/$id" });
  const { recording } = detailed;
  const [playback] = useState(() => new Playback());
  const [sheet, setSheet] = useState(false);
  const erased = recording.erased;
  const words = (erased?.transcript ? null : recording.transcript) ?? null;
  const heard = useQuery({ ...transcriptOf(recording.id, words ?? ""), enabled: words !== null });
  const told = useQuery({ ...cuesOf(recording.id, words ?? ""), enabled: words !== null });
  const judged = useQuery(evaluationsOf(recording.id, `${recording.state} ${recording.attempt}`));
  const evaluations = useMemo(() => judged.data ?? [], [judged.data]);
  const wordings = useWordings(evaluations);
  const { tab, setTab, selection, select } = useSelected(evaluations);
  const shown = evaluations.find((each) => each.id === tab);
  const findings = useMemo(() => (shown === undefined ? [] : findingsOf(shown.scorecard)), [shown]);
  useEffect(() => {
    if (t !== undefined) playback.seek(t);
  }, [playback, t]);

  const play = ({ start, end }: Place) => playback.play(Math.max(0, start - LEAD), end + TAIL);
  const go = (to: Selection | null) => {
    if (to === null) return;
    select(to);
    const finding = findings.find((each) => each.criterion === to.criterion);
    const place = finding && placesOf(finding)[to.evidence];
    if (place) play(place);
  };
  useKeys([
    { key: "j", label: m.keys.criterionNext, run: () => select(moved(findings, selection, 1)) },
    { key: "k", label: m.keys.criterionBefore, run: () => select(moved(findings, selection, -1)) },
    { key: "]", label: m.keys.evidenceNext, run: () => go(stepped(findings, selection, 1)) },
    { key: "[", label: m.keys.evidenceBefore, run: () => go(stepped(findings, selection, -1)) },
    {
      key: "r",
      label: m.keys.rubric,
      run: () => {
        const at = evaluations.findIndex((each) => each.id === tab);
        setTab(evaluations[(at + 1) % evaluations.length]?.id ?? DETAILS);
      },
    },
  ]);

  const looked = findings.find((each) => each.criterion === selection?.criterion);
  const places = useMemo(() => (looked === undefined ? [] : placesOf(looked)), [looked]);
  const chosen = places[selection?.evidence ?? 0] ?? null;
  const wording = shown && wordings.get(shown.scorecard.digest);
  const title = (criterion: string) => wording?.criteria.get(criterion)?.title ?? criterion;
  const marks = markers(findings, detailed.flags, title, (each) => m.flag[each.kind] ?? each.kind);
  const duration = heard.data?.duration ?? recording.duration ?? 0;
  const hasSound = !erased?.audio && recording.duration !== null;
  return (
    <div className={style.desk}>
      <Header detailed={detailed} playback={playback} />
      {hasSound && (
        <div className={style.player}>
          <Transport
            playback={playback}
            source={`/v1/recordings/${encodeURIComponent(recording.id)}/audio`}
            duration={duration}
            turns={heard.data?.turns ?? []}
          />
          <Waveform
            recording={recording}
            duration={duration}
            transcript={heard.data ?? null}
            cues={told.data?.measured.cues ?? []}
            playback={playback}
            markers={marks}
            chosen={chosen}
            onMarker={(each) =>
              each.criterion === null
                ? playback.play(each.time)
                : go({ criterion: each.criterion, evidence: each.evidence })
            }
          />
        </div>
      )}
      <div className={style.columns}>
        {heard.data && told.data ? (
          <Transcript
            transcript={heard.data}
            cues={told.data.measured.cues}
            playback={playback}
            marked={places}
          />
        ) : words !== null ? (
          <Loading />
        ) : (
          <Unheard detailed={detailed} />
        )}
        <aside className={`${style.side} ${sheet ? style.raised : ""}`} aria-label={m.score.label}>
          <button
            type="button"
            className={style.handle}
            aria-expanded={sheet}
            onClick={() => setSheet(!sheet)}
          >
            {sheet ? m.score.hide : m.score.show}
          </button>
          <Panel evaluations={evaluations} wordings={wordings} chosen={tab} onChoose={setTab}>
            {shown === undefined && tab !== DETAILS && <Loading />}
            {shown && (
              <Card
                evaluation={shown}
                wordings={wording}
                selection={selection}
                onSelect={select}
                onPlay={play}
              />
            )}
            {tab === DETAILS && evaluations.length === 0 && judged.isSuccess && <Unscored />}
            {tab === DETAILS && (
              <Details
                detailed={detailed}
                measured={told.data}
                evaluations={evaluations}
                wordings={wordings}
              />
            )}
          </Panel>
        </aside>
      </div>
    </div>
  );
}

function Unscored() {
  const { m } = useSpoken();
  return (
    <Note title={m.score.none}>
      <p className={design.fine}>{m.score.noneWhy}</p>
    </Note>
  );
}

/** Which scorecard and which criterion are looked at. */
function useSelected(evaluations: readonly { id: string; scorecard: { rubric: string } }[]) {
  const { rubric } = useSearch({ from: "/inside/calls/$id" });
  const [wanted, setWanted] = useState<string | null>(null);
  const [selections, setSelections] = useState<Record<string, Selection>>({});
  const asked = evaluations.find((each) => each.scorecard.rubric === rubric) ?? evaluations[0];
  const tab = wanted ?? asked?.id ?? DETAILS;
  const select = (selection: Selection | null) => {
    if (selection !== null) setSelections((former) => ({ ...former, [tab]: selection }));
  };
  return { tab, setTab: setWanted, selection: selections[tab] ?? null, select };
}
