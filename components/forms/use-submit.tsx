"use client";

import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { isApiError, sendJson } from "#lib/http/api-client";
import type { FieldError } from "../ui/field.tsx";

export type SubmitOptions<Answer> = {
  /** Names of the form's fields; what is wrong elsewhere is said above the buttons. */
  fields?: readonly string[];
  /** Lists that the change touches. */
  invalidate?: readonly QueryKey[];
  onDone?: (answer: Answer) => void;
};

export type Submit<Answer = void> = {
  busy: boolean;
  /** What went wrong, unless a field says it. */
  error: string | undefined;
  errorOf: (field: string) => FieldError | undefined;
  /** Sends. Answers whether it worked; what came back is given to `onDone`. */
  send: (method: "POST" | "PUT" | "PATCH" | "DELETE", url: string, body?: unknown) => Promise<boolean>;
  /** The same for a request that is made otherwise. @param request throws ApiError */
  run: (request: () => Promise<Answer>) => Promise<boolean>;
  reset: () => void;
};

/** One request that changes something, with the problems of its fields. */
export function useSubmit<Answer = void>(options: SubmitOptions<Answer> = {}): Submit<Answer> {
  const { fields = [], invalidate = [], onDone } = options;
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const problems = isApiError(failure) ? failure.fields : [];
  const said = problems.some((problem) => fields.some((field) => isAbout(problem.field, field)));
  async function run(request: () => Promise<Answer>): Promise<boolean> {
    setBusy(true);
    setFailure(undefined);
    try {
      const answer = await request();
      await Promise.all(invalidate.map((queryKey) => queries.invalidateQueries({ queryKey })));
      onDone?.(answer);
      return true;
    } catch (error) {
      setFailure(error);
      return false;
    } finally {
      setBusy(false);
    }
  }
  return {
    busy,
    error: failure === undefined || said ? undefined : messageOf(failure),
    errorOf: (field) => problems.find((problem) => isAbout(problem.field, field)),
    send: (method, url, body) => run(() => sendJson<Answer>(method, url, body)),
    run,
    reset: () => setFailure(undefined),
  };
}

function isAbout(problem: string, field: string): boolean {
  return problem === field || problem.startsWith(`${field}.`);
}

/** What to say about a failed request. */
export function messageOf(error: unknown): string {
  return isApiError(error) ? error.message : "Something went wrong on this page.";
}
