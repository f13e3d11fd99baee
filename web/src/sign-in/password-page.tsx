import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { change } from "../api/change";
import design from "../design/design.module.css";
import { Note } from "../design/states";
import { Refused } from "../house/refused";
import { useSpoken } from "../i18n/context";
import { Door, Line } from "./door";
import { differs } from "./password";
import { Passwords } from "./set-up";

/** A new password, with the one-time token that an administrator gave. */
export function PasswordPage() {
  const { m } = useSpoken();
  const [unlike, setUnlike] = useState(false);
  const asking = useMutation({
    mutationFn: (body: object) => change<void>("PUT", "/v1/session/password", body),
  });
  if (asking.isSuccess)
    return (
      <Note title={m.doors.passwordSet} action={<Link to="/sign-in">{m.signIn.title}</Link>}>
        <p>{m.doors.passwordSetWhy}</p>
      </Note>
    );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setUnlike(differs(given));
    if (differs(given)) return;
    const text = (name: string) => String(given.get(name) ?? "");
    asking.mutate({
      login: text("login").trim(),
      token: text("token").trim(),
      password: text("password"),
    });
  };
  return (
    <Door title={m.doors.setPassword} onSubmit={submit}>
      <p className={design.fine}>{m.doors.setPasswordWhy}</p>
      <Line name={m.signIn.login} field="login" autoComplete="username" maxLength={200} />
      <Line name={m.doors.token} field="token" autoComplete="off" hint={m.doors.tokenWhy} />
      <Passwords unlike={unlike} />
      {asking.isError && <Refused error={asking.error} />}
      <button type="submit" className={design.primary} disabled={asking.isPending}>
        {m.doors.setPassword}
      </button>
      <p>
        <Link to="/sign-in">{m.doors.back}</Link>
      </p>
    </Door>
  );
}
