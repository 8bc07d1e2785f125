import { condenseMessage } from "./condense-message.ts";
import { formatTogether } from "./format-amount.ts";
import { parseQuotaRefusal, type QuotaRefusal } from "./parse-quota-refusal.ts";
import { type PodProblem, plainProblem } from "./pod-problem.ts";

type Explained = readonly [cause: string, label: string, text: string];

/** Why the API server refuses to create the pods of a workload, from the message that its controller got. */
export function explainRefusal(message: string, since: number | undefined): PodProblem {
  const [cause, label, text] = explainQuota(message) ?? explainPolicy(message) ?? explainOther(message);
  return plainProblem(cause, label, "failing", text, since);
}

function explainQuota(message: string): Explained | undefined {
  const refusal = parseQuotaRefusal(message);
  if (refusal) return ["quota", "Over quota", describeQuota(refusal)];
  const required = /failed quota: ([^\s:]+): must specify ([\w.,/-]+)/.exec(message);
  if (required)
    return ["quota", "Over quota", `quota \`${required[1]}\` requires \`${required[2]}\` on every container`];
  const range = /(maximum|minimum) (\S+) usage per (\w+) is (\S+?),? but (\w+) is (\S+?)[.,]?(?:\s|$)/.exec(message);
  if (!range) return undefined;
  const [, bound, resource, what, allowed, , given] = range;
  return [
    "limit-range",
    "Outside limits",
    `the ${bound} ${resource} per ${what?.toLowerCase()} here is ${allowed}, this has ${given}`,
  ];
}

function describeQuota({ quota, exceeded }: QuotaRefusal): string {
  if (exceeded.length === 0) return `quota \`${quota}\` allows no more`;
  const parts = exceeded.slice(0, 2).map(({ resource, limited, used, requested }) => {
    const name = resource.replace(/^requests\./, "");
    const [most, taken = "", wanted] = formatTogether(resource, [limited, used, requested]);
    const are = /^1(?!\S)/.test(taken) ? "is" : "are";
    return `${most} ${MEASURED.get(name) ?? `\`${name}\``}, ${taken} ${are} used, this needs ${wanted}`;
  });
  return `quota \`${quota}\` allows ${parts.join("; and ")}`;
}

/** Resources that come in amounts; others are counted, and bear a name that is typed elsewhere. */
const MEASURED = new Map([
  ["cpu", "CPU"],
  ["limits.cpu", "CPU in limits"],
  ["memory", "of memory"],
  ["limits.memory", "of memory in limits"],
  ["storage", "of storage"],
  ["ephemeral-storage", "of ephemeral storage"],
  ["limits.ephemeral-storage", "of ephemeral storage in limits"],
]);

function explainPolicy(message: string): Explained | undefined {
  const standard = /violates PodSecurity "([^":]+)(?::[^"]*)?": ([^(,]+)/.exec(message);
  if (standard)
    return ["pod-security", "Not allowed", `Pod Security \`${standard[1]}\` does not allow it: ${standard[2]?.trim()}`];
  const broken = /failed calling webhook "([^"]+)": (.*)$/s.exec(message);
  if (broken) return ["admission", "Admission fails", `admission webhook \`${broken[1]}\` does not answer`];
  const denied = /admission webhook "([^"]+)" denied the request: ?(.*)$/s.exec(message);
  if (denied) {
    const why = condenseMessage(denied[2] ?? "");
    return ["admission", "Not allowed", `admission webhook \`${denied[1]}\` denies it${why ? `: ${why}` : ""}`];
  }
  const policy = /ValidatingAdmissionPolicy '([^']+)' (?:with binding '[^']+' )?denied request: (.*)$/s.exec(message);
  if (!policy) return undefined;
  return ["admission", "Not allowed", `policy \`${policy[1]}\` denies it: ${condenseMessage(policy[2] ?? "")}`];
}

function explainOther(message: string): Explained {
  const account = /serviceaccount "([^"]+)" not found/.exec(message);
  if (account) return ["config-missing", "Config missing", `ServiceAccount \`${account[1]}\` does not exist`];
  const text = message.replace(/^(Error creating: )?pods? "[^"]*" is forbidden: /, "");
  return ["create-failed", "Cannot create pods", `its pods cannot be created: ${condenseMessage(text)}`];
}
