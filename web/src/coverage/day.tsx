import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import design from "../design/design.module.css";
import { Failed, Loading } from "../design/states";
import { named, shifted } from "../house/amount";
import { Empty, Section } from "../house/page";
import { useSpoken } from "../i18n/context";
import style from "./coverage.module.css";
import { Denominator } from "./days";
import { Funnel } from "./funnel";
import { Gaps } from "./gaps";
import { type CoveredDay, coveredDay } from "./queries";
import { Redrive } from "./redrive";

interface Dayly {
  day: string;
  today: string;
  team: string | undefined;
  known: CoveredDay | undefined;
  onPick(day: string): void;
}

/** One day: how far its calls came, and which were not inspected whole. */
export function Day({ day, today, team, known, onPick }: Dayly) {
  const { m, f, language } = useSpoken();
  const found = useInfiniteQuery(coveredDay(day, team));
  const [errand, setErrand] = useState<string | null>(null);
  const first = found.data?.pages[0];
  const gaps = found.data?.pages.flatMap((page) => page.gaps) ?? [];
  return (
    <Section
      title={day === today ? m.coverage.today : named(day, language)}
      tools={<Picker day={day} today={today} onPick={onPick} />}
    >
      {found.isError && first === undefined && <Failed error={found.error} again={() => found.refetch()} />}
      {found.isPending && <Loading lines={5} />}
      {first && (
        <>
          <p className={style.headline}>
            <strong>{first.share === null ? m.coverage.noCalls : f.percent(first.share)}</strong>
            {first.share !== null &&
              ` ${m.coverage.counted(f.number(first.totals.numerator), f.number(first.totals.denominator))}`}
          </p>
          <Closed known={known} />
          {first.totals.denominator === 0 ? (
            <Empty>{m.coverage.noCallsWhy}</Empty>
          ) : (
            <>
              <Denominator totals={first.totals} />
              <Funnel totals={first.totals} onRedrive={setErrand} />
              <Gaps
                gaps={gaps}
                more={found.hasNextPage}
                loading={found.isFetchingNextPage}
                onMore={() => found.fetchNextPage()}
              />
            </>
          )}
        </>
      )}
      {errand !== null && <Redrive day={day} reason={errand} onClose={() => setErrand(null)} />}
    </Section>
  );
}

/** What was written down of the day when it was closed, and what came later. */
function Closed({ known }: { known: CoveredDay | undefined }) {
  const { m, f } = useSpoken();
  if (known === undefined) return null;
  if (known.open) return <p className={design.fine}>{m.coverage.open}</p>;
  if (known.closed_at === null) return null;
  return (
    <p className={design.fine}>
      {m.coverage.closed(
        f.moment(known.closed_at),
        known.closed_share === null ? m.coverage.noCalls : f.percent(known.closed_share),
      )}{" "}
      {known.amended_at !== null &&
        m.coverage.amendedSince(
          known.amendments,
          f.moment(known.amended_at),
          known.share === null ? m.coverage.noCalls : f.percent(known.share),
        )}
    </p>
  );
}

function Picker({ day, today, onPick }: { day: string; today: string; onPick(day: string): void }) {
  const { m } = useSpoken();
  return (
    <span className={style.picker}>
      <button
        type="button"
        className={design.button}
        aria-label={m.coverage.dayBefore}
        onClick={() => onPick(shifted(day, -1))}
      >
        ‹
      </button>
      <input
        type="date"
        className={design.field}
        aria-label={m.coverage.day}
        value={day}
        max={today}
        onChange={(event) => event.target.value && onPick(event.target.value)}
      />
      <button
        type="button"
        className={design.button}
        aria-label={m.coverage.dayAfter}
        disabled={day >= today}
        onClick={() => onPick(shifted(day, 1))}
      >
        ›
      </button>
    </span>
  );
}
