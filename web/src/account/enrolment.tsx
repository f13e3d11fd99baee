import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { change } from "../api/change";
import type { components } from "../api/schema";
import design from "../design/design.module.css";
import { Dialog, Field, Secret } from "../house/ask";
import house from "../house/house.module.css";
import { Refused } from "../house/refused";
import { useSpoken } from "../i18n/context";
import style from "./enrolment.module.css";

type Factor = components["schemas"]["Factor"];
type RecoveryCodes = components["schemas"]["RecoveryCodes"];

/** A second factor, in three steps: password, authenticator, recovery codes. */
export function Enrolment({ onClose }: { onClose(): void }) {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const begun = useMutation({
    mutationFn: (password: string) => change<Factor>("POST", "/v1/session/factor", { password }),
  });
  const confirmed = useMutation({
    mutationFn: (code: string) => change<RecoveryCodes>("POST", "/v1/session/factor/confirm", { code }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["myself"] }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    if (begun.data) confirmed.mutate(String(given.get("code")).trim());
    else begun.mutate(String(given.get("password")));
  };
  return (
    <Dialog title={m.account.factor} onClose={onClose}>
      {(heading) =>
        confirmed.data ? (
          <div className={house.body}>
            {heading}
            <p>{m.account.recoveryWhy}</p>
            <ol className={style.codes}>
              {confirmed.data.codes.map((each) => (
                <li key={each} className={house.code}>
                  {each}
                </li>
              ))}
            </ol>
            <Secret text={confirmed.data.codes.join(" ")} />
            <div className={house.acts}>
              <button type="button" className={design.primary} onClick={onClose}>
                {m.account.recoveryKept}
              </button>
            </div>
          </div>
        ) : (
          <form onSubmit={submit}>
            {heading}
            {begun.data ? <Scan factor={begun.data} /> : <p>{m.account.factorWhy}</p>}
            {begun.data ? (
              <Field key="code" name={m.account.code}>
                {(id) => (
                  <input
                    id={id}
                    className={design.field}
                    name="code"
                    inputMode="numeric"
                    pattern="[0-9]{6}"
                    autoComplete="one-time-code"
                    required
                  />
                )}
              </Field>
            ) : (
              <Field key="password" name={m.signIn.password}>
                {(id) => (
                  <input
                    id={id}
                    className={design.field}
                    name="password"
                    type="password"
                    autoComplete="current-password"
                    required
                  />
                )}
              </Field>
            )}
            <Refused error={begun.data ? confirmed.error : begun.error} />
            <div className={house.acts}>
              <button type="button" className={design.button} onClick={onClose}>
                {m.house.leave}
              </button>
              <button
                type="submit"
                className={design.primary}
                disabled={begun.isPending || confirmed.isPending}
              >
                {begun.data ? m.account.factorConfirm : m.account.factorNext}
              </button>
            </div>
          </form>
        )
      }
    </Dialog>
  );
}

/** The secret as an authenticator reads it: from a picture, or typed. */
function Scan({ factor }: { factor: Factor }) {
  const { m } = useSpoken();
  const { data } = useQuery({
    queryKey: ["qr", factor.address],
    queryFn: async () => (await import("uqr")).encode(factor.address),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <div className={style.scan}>
      {data && (
        <svg viewBox={`0 0 ${data.size} ${data.size}`} role="img" aria-label={m.account.picture}>
          <path
            d={data.data
              .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")))
              .join("")}
          />
        </svg>
      )}
      <div>
        <p>{m.account.scan}</p>
        <p className={design.fine}>{m.account.typed}</p>
        <Secret text={factor.secret} />
      </div>
    </div>
  );
}
