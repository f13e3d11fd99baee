import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef } from "react";
import { Refusal } from "../api/client";
import { change, destination, signIn } from "../app/session";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import style from "./sign-in.module.css";

/** What the API answers where the password is right and a code is asked for. */
const CODE_NEEDED = "api.code_needed";

/** Who are you? */
export function SignInPage() {
  const { m } = useSpoken();
  const { to } = useSearch({ from: "/sign-in" });
  const queries = useQueryClient();
  const router = useRouter();
  const code = useRef<HTMLInputElement>(null);
  const asking = useMutation({
    mutationFn: ({ login, password, code }: Record<"login" | "password" | "code", string>) =>
      signIn(login, password, code),
    onSuccess: async (me) => {
      change(queries, me);
      router.history.replace(destination(to));
    },
  });
  const refusal = asking.error instanceof Refusal ? asking.error : null;
  const wantsCode = refusal?.problem?.code === CODE_NEEDED;
  useEffect(() => {
    document.title = `${m.signIn.title} · ${m.product}`;
  }, [m]);
  useEffect(() => {
    if (wantsCode) code.current?.focus();
  }, [wantsCode]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? "");
    asking.mutate({ login: text("login"), password: text("password"), code: text("code").trim() });
  };
  return (
    <form className={style.form} onSubmit={submit}>
      <h1>{m.signIn.title}</h1>
      <label>
        {m.signIn.login}
        <input className={design.field} name="login" autoComplete="username" required maxLength={200} />
      </label>
      <label>
        {m.signIn.password}
        <input
          className={design.field}
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
      </label>
      {(wantsCode || asking.variables?.code) && (
        <label>
          {m.signIn.code}
          <input
            ref={code}
            className={design.field}
            name="code"
            autoComplete="one-time-code"
            inputMode="numeric"
          />
        </label>
      )}
      {asking.isError && (
        <p role="alert" className={style.refusal}>
          {wantsCode ? m.signIn.codeNeeded : (refusal?.problem?.detail ?? m.state.unreachable)}
        </p>
      )}
      <button type="submit" className={design.primary} disabled={asking.isPending}>
        {m.signIn.enter}
      </button>
      <p className={design.fine}>{m.signIn.forgotten}</p>
    </form>
  );
}
