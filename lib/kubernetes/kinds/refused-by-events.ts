import { explainRefusal } from "./explain-refusal.ts";
import type { PodProblem } from "./pod-problem.ts";
import { recentWarnings, type VerdictContext } from "./verdict-context.ts";

/** Kinds without a condition for it report a refused pod by a FailedCreate event alone. */
export function refusedByEvents(ownerUid: string, context: VerdictContext): PodProblem | undefined {
  const event = recentWarnings(context, ownerUid).find((one) => one.reason === "FailedCreate");
  return event && explainRefusal(event.message.replace(/^Error creating: /, ""), event.firstAt);
}
