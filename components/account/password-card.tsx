"use client";

import { type FormEvent, useState } from "react";
import { accountQuery } from "#lib/me/queries";
import type { Account } from "#lib/me/schemas";
import { FormError } from "../forms/form-error.tsx";
import { useSubmit } from "../forms/use-submit.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Card, CardSection } from "../ui/card.tsx";
import { Field, type FieldError } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { toast } from "../ui/notify.tsx";
import { countSessions } from "./count-sessions.ts";

/** One's own password, for accounts that have one here. */
export function PasswordCard({ account }: { account: Account }) {
  return (
    <Card>
      <CardSection title="Change password">
        {account.password === undefined ? (
          <p className="text-ink-2 text-table">
            You sign in elsewhere, so your password is not kept here. Change it where you sign in.
          </p>
        ) : (
          <div className="grid gap-3">
            {account.password.setBy === "others" && (
              <Banner tone="info">This password was made for you. Choose one that only you know.</Banner>
            )}
            <PasswordForm email={account.email} />
          </div>
        )}
      </CardSection>
    </Card>
  );
}

const EMPTY = { currentPassword: "", newPassword: "", repeated: "" };

function PasswordForm({ email }: { email: string }) {
  const [values, setValues] = useState(EMPTY);
  const [unlike, setUnlike] = useState(false);
  const submit = useSubmit<{ sessions: number }>({
    fields: ["currentPassword", "newPassword"],
    invalidate: [accountQuery.queryKey],
    onDone: ({ sessions }) => {
      setValues(EMPTY);
      toast("Your password is changed", { description: `${countSessions(sessions)} ended` });
    },
  });
  function change(event: FormEvent) {
    event.preventDefault();
    const { currentPassword, newPassword, repeated } = values;
    const differs = repeated !== newPassword;
    setUnlike(differs);
    if (differs) submit.reset();
    else if (!submit.busy) void submit.send("POST", "/api/me/password", { currentPassword, newPassword });
  }
  const field = (name: keyof typeof EMPTY) => ({
    name,
    value: values[name],
    onChange: (value: string) => setValues((all) => ({ ...all, [name]: value })),
  });
  const repeatError = unlike ? { rule: "not the same as the new password" } : undefined;
  const complete = Object.values(values).every((value) => value !== "");
  return (
    // A form that the browser itself sends, before our code is there, must not put a password into the address.
    <form method="post" aria-label="Change password" onSubmit={change} noValidate className="grid max-w-sm gap-3.5">
      {/* For password managers: whose password it is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label="Current password"
        autoComplete="current-password"
        error={submit.errorOf("currentPassword")}
        {...field("currentPassword")}
      />
      <PasswordField
        label="New password"
        autoComplete="new-password"
        hint="At least 12 characters, not your e-mail"
        error={submit.errorOf("newPassword")}
        {...field("newPassword")}
      />
      <PasswordField
        label="Repeat the new password"
        autoComplete="new-password"
        error={repeatError}
        {...field("repeated")}
      />
      <FormError message={submit.error} />
      <p className="text-ink-2 text-small">Signs you out everywhere but here.</p>
      <Button type="submit" variant="primary" busy={submit.busy} disabled={!complete} className="justify-self-start">
        Change password
      </Button>
    </form>
  );
}

type PasswordFieldProps = {
  label: string;
  name: string;
  autoComplete: "current-password" | "new-password";
  hint?: string;
  error: FieldError | undefined;
  value: string;
  onChange: (value: string) => void;
};

function PasswordField({ label, hint, error, onChange, ...input }: PasswordFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Input
          {...control}
          {...input}
          type="password"
          maxLength={256}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
