import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type DragEvent, useRef, useState } from "react";
import design from "../design/design.module.css";
import { Dialog, Field } from "../house/ask";
import house from "../house/house.module.css";
import { Refused } from "../house/refused";
import { useSpoken } from "../i18n/context";
import { Columns, Days, Imported, Wrong } from "./listed-file";
import style from "./listing.module.css";
import { LARGEST_BYTES, type Reading, send } from "./switch-list";

interface Listed {
  /** Time zone of the house, for moments that are written without one. */
  zone: string;
  onClose(): void;
}

/** Takes in the switch's list from a CSV file; what is in it is shown before anything is kept. */
export function Listing({ zone, onClose }: Listed) {
  const { m, f } = useSpoken();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [reading, setReading] = useState<Reading>({ source: "", zone, names: {} });
  const look = useMutation({
    mutationFn: (how: { file: File; reading: Reading }) => send(how.file, how.reading, true),
  });
  const keep = useMutation({
    mutationFn: (how: { file: File; reading: Reading }) => send(how.file, how.reading, false),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["coverage"] }),
  });
  const take = (given: File | undefined) => {
    if (given === undefined) return;
    keep.reset();
    look.reset();
    setFile(given);
    setReading({ ...reading, names: {} });
    if (given.size <= LARGEST_BYTES) look.mutate({ file: given, reading: { ...reading, names: {} } });
  };
  const again = (how: Reading) => {
    setReading(how);
    if (file !== null) look.mutate({ file, reading: how });
  };
  const found = look.data;
  const fit = found !== undefined && found.done !== null && found.calls > 0;
  return (
    <Dialog title={m.coverage.list.title} onClose={onClose}>
      {(heading) => (
        <div className={`${house.body} ${style.body}`}>
          {heading}
          <p className={design.fine}>{m.coverage.list.why}</p>
          <Drop file={file} onFile={take} />
          {file !== null && file.size > LARGEST_BYTES && (
            <p role="alert" className={house.refused}>
              {m.coverage.list.tooLarge}
            </p>
          )}
          {keep.data ? (
            <Imported file={keep.data} />
          ) : (
            <>
              <Refused error={look.error ?? keep.error} />
              {found && (
                <>
                  <Columns
                    found={found}
                    names={reading.names}
                    onNames={(names) => again({ ...reading, names })}
                  />
                  <How found={found} reading={reading} onReading={again} />
                </>
              )}
              <div aria-live="polite" className={style.found}>
                {look.isPending && <p>{m.coverage.list.looking}</p>}
                {found && !look.isPending && (
                  <>
                    <Wrong found={found} />
                    <Days found={found} />
                  </>
                )}
              </div>
            </>
          )}
          <div className={house.acts}>
            <button type="button" className={keep.data ? design.primary : design.button} onClick={onClose}>
              {keep.data ? m.coverage.list.close : m.house.leave}
            </button>
            {!keep.data && (
              <button
                type="button"
                className={design.primary}
                disabled={!fit || look.isPending || keep.isPending}
                onClick={() => file !== null && keep.mutate({ file, reading })}
              >
                {fit ? m.coverage.list.act(f.number(found.calls)) : m.coverage.list.actNone}
              </button>
            )}
          </div>
        </div>
      )}
    </Dialog>
  );
}

function Drop({ file, onFile }: { file: File | null; onFile(file: File | undefined): void }) {
  const { m } = useSpoken();
  const picker = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    onFile(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard
    <div className={style.drop} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <p>{file?.name ?? m.coverage.list.drop}</p>
      <button type="button" className={design.button} onClick={() => picker.current?.click()}>
        {file === null ? m.upload.choose : m.coverage.list.other}
      </button>
      <input
        ref={picker}
        type="file"
        accept=".csv,text/csv"
        hidden
        aria-label={m.upload.choose}
        onChange={(event) => {
          onFile(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
    </div>
  );
}

interface Asked {
  found: { columns: readonly { fact: string | null }[] };
  reading: Reading;
  onReading(how: Reading): void;
}

/** What the file does not say itself: whose calls these are, and in which zone its moments are. */
function How({ found, reading, onReading }: Asked) {
  const { m } = useSpoken();
  const hasSource = found.columns.some(({ fact }) => fact === "source");
  return (
    <div className={style.how}>
      {!hasSource && (
        <Field name={m.coverage.list.source} hint={m.coverage.list.sourceWhy}>
          {(id) => (
            <Typed id={id} value={reading.source} onChange={(source) => onReading({ ...reading, source })} />
          )}
        </Field>
      )}
      <Field name={m.coverage.list.zone} hint={m.coverage.list.zoneWhy}>
        {(id) => <Typed id={id} value={reading.zone} onChange={(zone) => onReading({ ...reading, zone })} />}
      </Field>
    </div>
  );
}

/** A text that is told once it is left, or Enter is pressed: the file is looked at anew with it. */
function Typed({ id, value, onChange }: { id: string; value: string; onChange(text: string): void }) {
  const tell = (text: string) => text !== value && onChange(text);
  return (
    <input
      id={id}
      className={design.field}
      defaultValue={value}
      maxLength={100}
      onBlur={(event) => tell(event.target.value)}
      onKeyDown={(event) => event.key === "Enter" && tell(event.currentTarget.value)}
    />
  );
}
