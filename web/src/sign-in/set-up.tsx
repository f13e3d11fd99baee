import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { change as ask } from "../api/change";
import { get } from "../api/client";
import { change, type Me } from "../app/session";
import design from "../design/design.module.css";
import { Loading, Note } from "../design/states";
import { Refused } from "../house/refused";
import { useSpoken } from "../i18n/context";
import { Door, Line } from "./door";
import { differs } from "./password";

/** The first administrator of a new house. */
export function SetUpPage() {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const router = useRouter();
  const [unlike, setUnlike] = useState(false);
  const doors = useQuery({
    queryKey: ["doors"],
    queryFn: ({ signal }) => get("/v1/session/doors", { signal }),
  });
  const asking = useMutation({
    mutationFn: (body: object) => ask<Me>("POST", "/v1/setup", body),
    onSuccess: async (me) => {
      queries.removeQueries({ queryKey: ["doors"] });
      change(queries, me);
      router.history.replace("/administration/people");
    },
  });
  if (doors.isPending) return <Loading lines={4} />;
  if (doors.data?.set_up === false && !asking.isSuccess)
    return (
      <Note title={m.doors.setUpDone} action={<Link to="/sign-in">{m.signIn.title}</Link>}>
        <p>{m.doors.setUpDoneWhy}</p>
      </Note>
    );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setUnlike(differs(given));
    if (differs(given)) return;
    const text = (name: string) => String(given.get(name) ?? "");
    asking.mutate({
      token: text("token").trim(),
      login: text("login").trim(),
      name: text("name").trim(),
      password: text("password"),
    });
  };
  return (
    <Door title={m.doors.setUp} onSubmit={submit}>
      <p className={design.fine}>{m.doors.setUpWhy}</p>
      <Line name={m.doors.setUpToken} field="token" hint={m.doors.setUpTokenWhy} autoComplete="off" />
      <Line
        name={m.signIn.login}
        field="login"
        autoComplete="username"
        maxLength={200}
        pattern="[\w.@+\-]+"
      />
      <Line name={m.doors.name} field="name" autoComplete="name" maxLength={200} />
      <Passwords unlike={unlike} />
      {asking.isError && <Refused error={asking.error} />}
      <button type="submit" className={design.primary} disabled={asking.isPending}>
        {m.doors.setUpAct}
      </button>
    </Door>
  );
}

/** A new password, written twice. */
export function Passwords({ unlike }: { unlike: boolean }) {
  const { m } = useSpoken();
  return (
    <>
      <Line
        name={m.doors.newPassword}
        field="password"
        type="password"
        autoComplete="new-password"
        minLength={12}
        hint={m.doors.passwordWhy}
      />
      <Line name={m.doors.again} field="again" type="password" autoComplete="new-password" />
      {unlike && <p role="alert">{m.doors.unlike}</p>}
    </>
  );
}
