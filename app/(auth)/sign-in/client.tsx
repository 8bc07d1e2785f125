"use client";

import { type FormEvent, useId, useState, useSyncExternalStore } from "react";
import { postAuth } from "#components/auth/post-auth";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";

const ERRORS: Record<string, string> = {
  CredentialsSignin: "The e-mail or the password is not right.",
  TooManyAttempts: "Too many attempts. Wait a few minutes and try again.",
  SessionRequired: "Sign in to continue.",
};
const OTHER_ERROR = "Signing in does not work at the moment. Try again.";

export type SignInFormProps = {
  /** Where to go afterwards: a path of this portal. */
  next: string;
  /** The session ended while the person was here. */
  ended: boolean;
  initialError: string | undefined;
};

export function SignInForm({ next, ended, initialError }: SignInFormProps) {
  const id = useId();
  const hydrated = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  const [error, setError] = useState(initialError);
  const [busy, setBusy] = useState(false);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(undefined);
    const answer = await postAuth("callback/local", {
      email: String(form.get("email")),
      password: String(form.get("password")),
      callbackUrl: next,
    });
    if (answer.ok) {
      window.location.assign(answer.url);
      return;
    }
    setBusy(false);
    setError(answer.error);
  }
  return (
    // A form that the browser itself sends, before our code is there, must not put the password into the address.
    <form method="post" onSubmit={(event) => void submit(event)} className="grid gap-3.5">
      <div>
        <h1 className="text-title tracking-[-0.015em]">Sign in</h1>
        <p className="mt-0.5 text-ink-2 text-table">
          {ended
            ? "Your session has ended. Sign in to go on where you were."
            : "Your team's applications, on every cluster."}
        </p>
      </div>
      {error !== undefined && (
        <p role="alert" className="rounded-md bg-failing-soft px-2.5 py-1.5 text-table">
          {ERRORS[error] ?? OTHER_ERROR}
        </p>
      )}
      <div className="grid gap-1">
        <label htmlFor={`${id}-email`} className="font-medium text-ink-2 text-small">
          E-mail
        </label>
        <Input
          id={`${id}-email`}
          name="email"
          type="email"
          required
          maxLength={254}
          autoComplete="username"
          spellCheck={false}
          className="h-9"
        />
      </div>
      <div className="grid gap-1">
        <label htmlFor={`${id}-password`} className="font-medium text-ink-2 text-small">
          Password
        </label>
        <Input
          id={`${id}-password`}
          name="password"
          type="password"
          required
          maxLength={256}
          autoComplete="current-password"
          className="h-9"
        />
      </div>
      <Button type="submit" variant="primary" busy={busy} disabled={!hydrated} className="mt-1 h-9">
        Sign in
      </Button>
      {next !== "/" && (
        <p className="truncate text-ink-3 text-small" title={next}>
          Goes on to <span className="mono">{next}</span>
        </p>
      )}
    </form>
  );
}
