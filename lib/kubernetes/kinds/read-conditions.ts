import type { ConditionRow } from "../types/rows.ts";
import type { Intern } from "./kind-definition.ts";
import { exactList, fieldsOf, listOf, messageOf, nameOf, timeOf } from "./read-fields.ts";

/** `status.conditions`, without the heartbeat times that change all the time and say nothing new. */
export function readConditions(value: unknown, intern: Intern): readonly ConditionRow[] {
  const rows: ConditionRow[] = [];
  for (const entry of listOf(value)) {
    const condition = fieldsOf(entry);
    const type = nameOf(condition.type, intern);
    if (!type) continue;
    const { status } = condition;
    rows.push({
      type,
      status: status === "True" || status === "False" ? status : "Unknown",
      reason: nameOf(condition.reason, intern),
      message: messageOf(condition.message, intern),
      since: timeOf(condition.lastTransitionTime),
    });
  }
  return exactList(rows);
}
