import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { change as ask } from "../api/change";
import { change } from "../app/session";
import design from "../design/design.module.css";
import { Ask, Field } from "../house/ask";
import { useSpoken } from "../i18n/context";

/** Another password in the place of the one that one knows; one signs in with it anew. */
export function NewPassword({ login, onClose }: { login: string; onClose(): void }) {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const router = useRouter();
  return (
    <Ask
      title={m.account.changePassword}
      why={<p>{m.account.changePasswordWhy}</p>}
      act={m.account.changePassword}
      changes={[]}
      run={(_, form) =>
        ask<void>("PUT", "/v1/session/password", {
          login,
          token: String(form.get("former")),
          password: String(form.get("password")),
        })
      }
      onDone={() => {
        change(queries, null);
        void router.invalidate();
      }}
      onClose={onClose}
    >
      <input type="hidden" name="username" autoComplete="username" value={login} readOnly />
      <Field name={m.account.former}>
        {(id) => (
          <input
            id={id}
            className={design.field}
            name="former"
            type="password"
            autoComplete="current-password"
            required
          />
        )}
      </Field>
      <Field name={m.doors.newPassword} hint={m.doors.passwordWhy}>
        {(id) => (
          <input
            id={id}
            className={design.field}
            name="password"
            type="password"
            autoComplete="new-password"
            minLength={12}
            required
          />
        )}
      </Field>
    </Ask>
  );
}
