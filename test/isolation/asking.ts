import { expect } from "vitest";
import type { Context } from "#lib/context";
import { toProblem } from "#lib/core/errors";
import { toFailure } from "#lib/http/to-failure";
import { leaksOf, type Model } from "./model.ts";

/** For tests: one person's questions, each answer held against the model as it leaves. */
export function asking(ctx: Context, model: Model) {
  const hold = (question: string, answer: unknown, told?: ReadonlySet<string>) => {
    const leaks = leaksOf(JSON.stringify(answer), model, told);
    if (leaks.length > 0) expect(`${question} shows ${leaks}`).toBe("");
  };
  const ask = async <T>(question: string, act: () => Promise<T>, told?: ReadonlySet<string>) => {
    const outcome = await act().then(
      (answer) => ({ answer, problem: undefined }),
      (error: unknown) => ({ answer: undefined, problem: toProblem(toFailure(error), "request") }),
    );
    hold(question, outcome, told);
    expect(outcome.problem?.body.error.code).not.toBe("internal");
    return outcome;
  };
  const view = async <A>(name: string, params: object = {}) => {
    const { answer, problem } = await ask(name, async () => {
      const { answer: given, body } = await ctx.runtime.live.read(ctx, name, params);
      return { given, body: body.toString() };
    });
    return { answer: answer?.given as A | undefined, problem };
  };
  return { ask, view };
}

export type Asking = ReturnType<typeof asking>;

/** As `expect(…).toEqual(…)`, which is too slow for millions of comparisons that nearly all hold. */
export function same(actual: unknown, wanted: unknown, what: string): void {
  if (JSON.stringify(actual) !== JSON.stringify(wanted)) expect({ [what]: actual }).toEqual({ [what]: wanted });
}
