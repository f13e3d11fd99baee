import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Navigate, useRouter, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef } from "react";
import { get, Refusal } from "../api/client";
import { change, destination, signIn } from "../app/session";
import design from "../design/design.module.css";
import { Refused } from "../house/refused";
import { useSpoken } from "../i18n/context";
import { Door, Line } from "./door";
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
  const doors = useQuery({
    queryKey: ["doors"],
    queryFn: ({ signal }) => get("/v1/session/doors", { signal }),
  });
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
    if (wantsCode) code.current?.focus();
  }, [wantsCode]);
  if (doors.data?.set_up) return <Navigate to="/set-up" replace />;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? "");
    asking.mutate({ login: text("login"), password: text("password"), code: text("code").trim() });
  };
  return (
    <Door title={m.signIn.title} onSubmit={submit}>
      <Line name={m.signIn.login} field="login" autoComplete="username" maxLength={200} />
      <Line name={m.signIn.password} field="password" type="password" autoComplete="current-password" />
      {(wantsCode || asking.variables?.code) && (
        <Line name={m.signIn.code} field="code" ref={code} autoComplete="one-time-code" required={false} />
      )}
      {wantsCode ? (
        <p role="status">{m.signIn.codeNeeded}</p>
      ) : (
        asking.isError && <Refused error={asking.error} />
      )}
      <button type="submit" className={design.primary} disabled={asking.isPending}>
        {m.signIn.enter}
      </button>
      {doors.data?.provider && (
        <a href="/v1/session/oidc" className={`${design.button} ${style.provider}`}>
          {m.doors.provider}
        </a>
      )}
      <p className={design.fine}>
        {m.signIn.forgotten}{" "}
        <Link to="/password" className={style.whole}>
          {m.doors.haveToken}
        </Link>
      </p>
    </Door>
  );
}
