import { condenseMessage } from "./condense-message.ts";

/** What the scheduler's plugins say, and how a person would; the number of nodes goes before the text. */
const REASONS: readonly [RegExp, (match: RegExpExecArray, one: boolean) => string][] = [
  [/^Insufficient (\S+)$/, (m, one) => `${one ? "has" : "have"} too little ${resourceName(m[1] ?? "")}`],
  [/^Too many pods$/, (_, one) => `${one ? "runs" : "run"} as many pods as allowed`],
  [/untolerated taint\(?s?\)? \{(.+)\}/, (m, one) => `${one ? "has" : "have"} the taint \`${taint(m[1] ?? "")}\``],
  [
    /had taint \{(.+)\}, that the pod didn't tolerate/,
    (m, one) => `${one ? "has" : "have"} the taint \`${taint(m[1] ?? "")}\``,
  ],
  [/untolerated taint/, (_, one) => `${one ? "has" : "have"} a taint that the pod does not tolerate`],
  [
    /didn't match Pod's node affinity|didn't match node selector/i,
    (_, one) => `${one ? "does" : "do"} not match the node selector`,
  ],
  [/anti-affinity/, (_, one) => `already ${one ? "runs" : "run"} a pod that this one must stay apart from`],
  [/pod affinity/, (_, one) => `${one ? "lacks" : "lack"} the pod that this one must run beside`],
  [/were unschedulable|was unschedulable/, (_, one) => `${one ? "is" : "are"} cordoned`],
  [/volume node affinity conflict/, () => "cannot reach its volume"],
  [/topology spread/, () => "would break the topology spread"],
  [/didn't find available persistent volumes/, (_, one) => `${one ? "has" : "have"} no volume to bind`],
  [/free ports/, (_, one) => `${one ? "has" : "have"} the port in use`],
  [/max volume count/, (_, one) => `${one ? "has" : "have"} as many volumes as allowed`],
];

/**
 * The scheduler's message as a clause: "0 of 4 nodes fit: 4 have too little cpu". What it says about preemption and
 * messages of unknown form are left out or shortened.
 */
export function condenseScheduling(message: string): string {
  const text = message.replaceAll(/\s+/g, " ").trim();
  if (/^no nodes available to schedule pods/.test(text)) return "the cluster has no nodes";
  if (/scheduling gates/.test(text)) return "it waits for a scheduling gate to be lifted";
  const match = /^(\d+)\/(\d+) nodes are available: (.*?)(?:\. ?(?:preemption|no new claims).*|\.?)$/s.exec(text);
  if (!match) return condenseMessage(text);
  const nodes = `${match[1]} of ${match[2]} nodes fit`;
  const parts = splitReasons(match[3] ?? "").map(explainReason);
  return parts.length === 0 ? nodes : `${nodes}: ${parts.join(", ")}`;
}

/** Reasons are joined by ", " and begin with a number; taints and texts may hold commas of their own. */
function splitReasons(text: string): string[] {
  const reasons = text.split(/, (?=\d+ )/).map((reason) => reason.replace(/[.\s]+$/, ""));
  const counted = reasons.filter((reason) => reason !== "");
  return counted.toSorted((a, b) => (Number.parseInt(b, 10) || 0) - (Number.parseInt(a, 10) || 0)).slice(0, 3);
}

function explainReason(reason: string): string {
  const match = /^(\d+) (.*)$/s.exec(reason);
  if (!match) return explainUncounted(reason);
  const [, count = "", text = ""] = match;
  for (const [pattern, say] of REASONS) {
    const found = pattern.exec(text);
    if (found) return `${count} ${say(found, count === "1")}`;
  }
  return condenseMessage(`${count} ${text}`);
}

function explainUncounted(reason: string): string {
  if (/unbound immediate PersistentVolumeClaims/.test(reason)) return "its volume claim is not bound";
  const claim = /persistentvolumeclaim "([^"]+)" (not found|is being deleted)/.exec(reason);
  if (!claim) return condenseMessage(reason);
  return `the volume claim \`${claim[1]}\` ${claim[2] === "not found" ? "does not exist" : "is being deleted"}`;
}

/** `key: value` of the message as `key=value`. */
function taint(text: string): string {
  const [key = "", value = ""] = text.split(/: ?/);
  return value === "" ? key : `${key}=${value}`;
}

function resourceName(name: string): string {
  return name.includes("/") ? `\`${name}\`` : name;
}
