import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { cues as cuesOf, transcript as transcriptOf } from "../api/queries";
import type { Detailed, Measured, Recording, ShownReview } from "../api/types";
import { notify } from "../app/notice";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { Sayings } from "../i18n/prose";
import { useKeys } from "../keyboard/context";
import style from "./call.module.css";
import { Details } from "./details/details";
import { Header } from "./header";
import { swappedCues, swappedTranscript } from "./parties";
import { Playback } from "./player/playback";
import { Transport } from "./player/transport";
import { ReviewForm } from "./review/form";
import { useNext } from "./review/next";
import { Standing } from "./review/standing";
import { useReviews } from "./review/use-review";
import { Card } from "./scorecard/card";
import { Contest } from "./scorecard/contest";
import { DETAILS, Panel, REVIEW, useWordings } from "./scorecard/panel";
import { findingsOf, moved, type Place, placesOf, type Selection, stepped } from "./scorecard/selection";
import { Transcript } from "./transcript/transcript";
import { Unheard } from "./unheard";
import { useJudged } from "./use-judged";
import { markers } from "./waveform/lanes";
import { Waveform } from "./waveform/waveform";

/** How long after its end evidence is still played. */
const TAIL = 0.6;
const LEAD = 0.4;

/** The reviewer's desk: player, transcript and scorecard, kept at the same place of the call. */
export function Desk({ detailed }: { detailed: Detailed }) {
  const { recording, said } = detailed;
  const words = wordsOf(recording);
  const told = useQuery({ ...cuesOf(recording.id, words ?? ""), enabled: words !== null });
  const known = useMemo(() => ({ ...said, ...told.data?.said }), [said, told.data]);
  return (
    <Sayings said={known}>
      <Work detailed={detailed} told={told} />
    </Sayings>
  );
}

/** The transcript that is shown; null where there is none (any more). */
const wordsOf = ({ erased, transcript }: Recording) => (erased?.transcript ? null : transcript);

function Work({ detailed, told }: { detailed: Detailed; told: UseQueryResult<Measured> }) {
  const { m, f } = useSpoken();
  const navigate = useNavigate();
  const { data: me } = useQuery(session);
  const { t, rubric } = useSearch({ from: "/inside/calls/$id" });
  const { recording } = detailed;
  const [playback] = useState(() => new Playback());
  const [sheet, setSheet] = useState(false);
  const [swapped, setSwapped] = useState(false);
  const erased = recording.erased;
  const words = wordsOf(recording);
  const heard = useQuery({ ...transcriptOf(recording.id, words ?? ""), enabled: words !== null });
  const judged = useJudged(recording);
  const { evaluations } = judged;
  const { tasks, mine } = useReviews(recording.id, me?.id, rubric);
  const next = useNext(mine?.review.id);
  const wordings = useWordings(evaluations);
  const { tab, setTab, selection, select } = useSelected(evaluations, mine);
  const shown = evaluations.find((each) => each.id === tab);
  const doing = tab === REVIEW ? mine : null;
  const card = doing?.machine ?? shown?.scorecard;
  const findings = useMemo(() => (card === undefined ? [] : findingsOf(card)), [card]);
  const asked: readonly { criterion: string }[] = doing?.questions ?? findings;
  const transcript = useMemo(
    () => (heard.data && swapped ? swappedTranscript(heard.data) : heard.data),
    [heard.data, swapped],
  );
  const heardCues = useMemo(() => {
    const cues = told.data?.measured.cues ?? [];
    return swapped ? swappedCues(cues) : cues;
  }, [told.data, swapped]);
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
    { key: "j", label: m.keys.criterionNext, run: () => select(moved(asked, selection, 1)) },
    { key: "k", label: m.keys.criterionBefore, run: () => select(moved(asked, selection, -1)) },
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

  const done = ({ review }: ShownReview) => {
    const call = recording.metadata.source_call_id ?? recording.id.slice(0, 12);
    const later = review.state === "submitted" && review.release_at !== null;
    const told = later ? m.review.doneLater(call, f.moment(review.release_at ?? "")) : m.review.done(call);
    const then =
      next === null ? m.review.noNext : m.review.next(next.call_id ?? next.review.recording.slice(0, 12));
    notify(`${told} ${then}`);
    if (next === null) setTab(null);
    else
      void navigate({
        to: "/calls/$id",
        params: { id: next.review.recording },
        search: { rubric: next.review.rubric },
      });
  };
  const looked = findings.find((each) => each.criterion === selection?.criterion);
  const places = useMemo(() => (looked === undefined ? [] : placesOf(looked)), [looked]);
  const chosen = places[selection?.evidence ?? 0] ?? null;
  const wording = shown && wordings.get(shown.scorecard.digest);
  const title = (criterion: string) => wording?.criteria.get(criterion)?.title ?? criterion;
  const titles = useMemo(
    () =>
      new Map([...wordings.values()].flatMap((each) => [...each.criteria].map(([id, it]) => [id, it.title]))),
    [wordings],
  );
  const marks = markers(findings, detailed.flags, title, (each) => m.flag[each.kind] ?? each.kind);
  const duration = heard.data?.duration ?? recording.duration ?? 0;
  const hasSound = !erased?.audio && recording.duration !== null;
  return (
    <div className={style.desk}>
      <Header
        detailed={detailed}
        playback={playback}
        rubric={card?.rubric}
        titleOf={(criterion) => titles.get(criterion) ?? criterion}
        swapped={swapped}
        onSwap={words === null ? null : () => setSwapped(!swapped)}
        correctable={
          me?.may.correct_parties !== undefined &&
          !erased?.audio &&
          (me.agent_id === null || me.agent_id !== recording.metadata.agent_id)
        }
        criterion={selection?.criterion}
      />
      {hasSound && (
        <div className={style.player}>
          <Transport
            playback={playback}
            source={`/v1/recordings/${encodeURIComponent(recording.id)}/audio`}
            duration={duration}
            turns={transcript?.turns ?? []}
          />
          <Waveform
            recording={recording}
            duration={duration}
            // Words without what was measured of them would be drawn twice, and move the page.
            transcript={told.isPending ? null : (transcript ?? null)}
            cues={heardCues}
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
        {transcript && told.data ? (
          <Transcript transcript={transcript} cues={heardCues} playback={playback} marked={places} />
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
          <Panel
            reviewing={mine === null ? null : mine.review.rubric}
            evaluations={evaluations}
            wordings={wordings}
            chosen={tab}
            onChoose={setTab}
          >
            {judged.failed !== null && <Failed error={judged.failed} again={judged.again} />}
            {doing && (
              <ReviewForm
                key={doing.review.id}
                shown={doing}
                playback={playback}
                selection={selection}
                onSelect={select}
                onPlay={play}
                onDone={done}
              />
            )}
            {shown === undefined && doing === null && tab !== DETAILS && <Loading />}
            {shown && me && <Standing me={me} detailed={detailed} evaluation={shown} tasks={tasks} />}
            {shown && (
              <Card
                evaluation={shown}
                wordings={wording}
                machine={judged.machines.get(shown.scorecard.rubric)}
                action={(finding) =>
                  me ? (
                    <Contest
                      me={me}
                      recording={recording}
                      evaluation={shown}
                      finding={finding}
                      playback={playback}
                    />
                  ) : null
                }
                selection={selection}
                onSelect={select}
                onPlay={play}
              />
            )}
            {tab === DETAILS && judged.blind && (
              <Note title={m.review.title}>
                <p>{m.review.blindHere}</p>
              </Note>
            )}
            {tab === DETAILS && evaluations.length === 0 && judged.ready && <Unscored />}
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

/** Which scorecard and which criterion are looked at; one's own review before all else. */
function useSelected(
  evaluations: readonly { id: string; scorecard: { rubric: string } }[],
  mine: ShownReview | null,
) {
  const { rubric } = useSearch({ from: "/inside/calls/$id" });
  const [wanted, setWanted] = useState<string | null>(null);
  const [selections, setSelections] = useState<Record<string, Selection>>({});
  const asked = evaluations.find((each) => each.scorecard.rubric === rubric) ?? evaluations[0];
  const there = wanted === REVIEW && mine === null ? null : wanted;
  const tab = there ?? (mine === null ? (asked?.id ?? DETAILS) : REVIEW);
  const select = (selection: Selection | null) => {
    if (selection !== null) setSelections((former) => ({ ...former, [tab]: selection }));
  };
  return { tab, setTab: setWanted, selection: selections[tab] ?? null, select };
}
