import { type DragEvent, useCallback, useEffect, useRef, useState } from "react";
import { Refusal } from "../api/client";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import { Entry, type Item } from "./entry";
import { pair } from "./pairs";
import { send } from "./send";
import style from "./upload.module.css";

const AT_ONCE = 2;
const SOURCE = "upload";

/** Recordings are dropped here, sent, and followed until they are judged. */
export function UploadPage() {
  const { m } = useSpoken();
  const [items, setItems] = useState<readonly Item[]>([]);
  const [lonely, setLonely] = useState<readonly string[]>([]);
  const [source, setSource] = useState(SOURCE);
  const [over, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  useEffect(() => {
    document.title = `${m.upload.title} · ${m.product}`;
  }, [m]);

  const change = useCallback(
    (id: string, to: Partial<Item>) =>
      setItems((former) => former.map((each) => (each.id === id ? { ...each, ...to } : each))),
    [],
  );
  useEffect(() => {
    const sending = items.filter((each) => each.phase === "sending").length;
    for (const each of items.filter((one) => one.phase === "queued").slice(0, AT_ONCE - sending)) {
      change(each.id, { phase: "sending", share: 0 });
      send(each.pair, each.source, (share) => change(each.id, { share })).then(
        ({ recording, isNew }) => change(each.id, { phase: "sent", recording: recording.id, isNew }),
        (error: unknown) =>
          change(each.id, {
            phase: "refused",
            refusal: error instanceof Refusal ? error : new Refusal(0, null),
          }),
      );
    }
  }, [items, change]);

  const take = (files: readonly File[]) => {
    const found = pair(files);
    setLonely(found.lonely.map((each) => each.name));
    const taken = found.pairs.map(
      (each): Item => ({
        id: `${Date.now()}-${each.audio.name}-${each.audio.lastModified}`,
        pair: each,
        source: source.trim() || SOURCE,
        phase: "queued",
        share: 0,
      }),
    );
    setItems((former) => [...taken, ...former]);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  };
  return (
    <div className={style.page}>
      <h1>{m.upload.title}</h1>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard */}
      <div
        className={`${style.drop} ${over ? style.over : ""}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <p>{m.upload.drop}</p>
        <p className={design.fine}>{m.upload.dropWhy}</p>
        <button type="button" className={design.primary} onClick={() => picker.current?.click()}>
          {m.upload.choose}
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={m.upload.choose}
          onChange={(event) => {
            take([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      </div>
      <label className={style.source}>
        <span>{m.upload.source}</span>
        <input
          className={design.field}
          value={source}
          maxLength={200}
          onChange={(event) => setSource(event.target.value)}
        />
        <span className={design.fine}>{m.upload.sourceWhy}</span>
      </label>
      {lonely.map((name) => (
        <p key={name} role="alert" className={style.warning}>
          {m.upload.lonely(name)}
        </p>
      ))}
      {items.length > 0 && (
        <section aria-labelledby="uploads">
          <h2 id="uploads">{m.upload.list}</h2>
          <ul className={style.list}>
            {items.map((each) => (
              <Entry
                key={each.id}
                item={each}
                onAgain={() => change(each.id, { phase: "queued", share: 0 })}
              />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
