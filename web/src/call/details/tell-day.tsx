import { useState } from "react";
import { change } from "../../api/change";
import design from "../../design/design.module.css";
import { Ask, Field } from "../../house/ask";
import { useSpoken } from "../../i18n/context";

/** The day of the call itself, which nobody tells. */
const CALLED = "call_start";
const OWN = "";

interface Telling {
  recording: string;
  /** Days that were told before, by name. */
  days: Readonly<Record<string, string>>;
  /** Names of days that the house's rules count from. */
  wanted: readonly string[];
  onClose(): void;
}

/** Asks for a day of the call's business that retention counts from. */
export function TellDay({ recording, days, wanted, onClose }: Telling) {
  const { m } = useSpoken();
  const names = [...new Set([...wanted, ...Object.keys(days)])].filter((name) => name !== CALLED);
  const [name, setName] = useState(names.find((each) => days[each] === undefined) ?? names[0] ?? OWN);
  return (
    <Ask
      title={m.kept.tell}
      why={<p className={design.fine}>{m.kept.tellWhy}</p>}
      act={m.kept.save}
      changes={[["kept", recording]]}
      run={({ what, own, day }) =>
        change("POST", `/v1/recordings/${encodeURIComponent(recording)}/dates`, {
          days: { [what || own || OWN]: day },
        })
      }
      onClose={onClose}
    >
      <Field name={m.kept.what}>
        {(id) => (
          <select
            id={id}
            name="what"
            className={design.field}
            value={name}
            onChange={(event) => setName(event.target.value)}
          >
            {names.map((each) => (
              <option key={each} value={each}>
                {m.kept.day[each] ?? each}
              </option>
            ))}
            <option value={OWN}>{m.kept.own}</option>
          </select>
        )}
      </Field>
      {name === OWN && (
        <Field name={m.kept.name} hint={m.kept.nameWhy}>
          {(id) => (
            <input
              id={id}
              name="own"
              className={design.field}
              required
              maxLength={64}
              pattern="[a-z][a-z0-9_]*"
            />
          )}
        </Field>
      )}
      <Field name={m.kept.when}>
        {(id) => (
          <input
            key={name}
            id={id}
            name="day"
            type="date"
            className={design.field}
            required
            defaultValue={days[name]}
          />
        )}
      </Field>
    </Ask>
  );
}
