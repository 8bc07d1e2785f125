import type { AuditRow } from "./schemas.ts";

/** What was done, in words, by the audit's action; unknown actions are shown as they are. */
const SENTENCES: Readonly<Record<string, string>> = {
  "session.sign-in": "Signed in as",
  "session.sign-out": "Signed out",
  "session.sign-out-elsewhere": "Signed out everywhere else",
  "user.bootstrap": "Created the first platform engineer",
  "user.create": "Created the account",
  "user.suspend": "Suspended the account",
  "user.reactivate": "Reactivated the account",
  "user.role": "Changed the portal role of",
  "user.sign-out": "Ended all sessions of",
  "user.password": "Made a new password for",
  "user.password.change": "Changed their own password",
  "team.create": "Created the team",
  "team.update": "Changed the team",
  "team.delete": "Deleted the team",
  "team.member.add": "Added {email} to",
  "team.member.remove": "Took {email} out of",
  "team.member.role": "Changed the role of {email} in",
  "grant.create": "Granted access",
  "grant.revoke": "Revoked the grant",
  "grant.restore": "Undid the revocation of",
  "grant.extend": "Changed the end of the grant",
  "cluster.register": "Registered the cluster",
  "cluster.import": "Imported",
  "cluster.inspect": "Read the contexts of",
  "cluster.check": "Tried to connect to",
  "cluster.diagnose": "Diagnosed the cluster",
  "cluster.pause": "Paused the cluster",
  "cluster.resume": "Resumed the cluster",
  "cluster.update": "Changed the details of",
  "cluster.remove": "Removed the cluster",
  "cluster.credential.rotate": "Replaced the credential of",
  "cluster.credential.finish": "Destroyed the previous credential of",
  "cluster.credential.abort": "Returned to the previous credential of",
  "environment.save": "Saved the environment",
  "environment.delete": "Deleted the environment",
  "cluster-group.save": "Saved the group",
  "cluster-group.delete": "Deleted the group",
};

/** The verbs of the sentences, for what was not done or is not done yet. */
const INFINITIVES: Readonly<Record<string, string>> = {
  Added: "add",
  Changed: "change",
  Created: "create",
  Deleted: "delete",
  Destroyed: "destroy",
  Diagnosed: "diagnose",
  Ended: "end",
  Granted: "grant",
  Imported: "import",
  Made: "make",
  Paused: "pause",
  Reactivated: "reactivate",
  Read: "read",
  Registered: "register",
  Removed: "remove",
  Replaced: "replace",
  Resumed: "resume",
  Returned: "return",
  Revoked: "revoke",
  Saved: "save",
  Signed: "sign",
  Suspended: "suspend",
  Took: "take",
  "Tried to": "",
  Undid: "undo",
};
const VERB = /^(?:Tried to|\w+)/;
const OPENINGS = { succeeded: "", denied: "Tried to", failed: "Tried to", allowed: "Began to" } as const;

type Act = Pick<AuditRow, "action" | "result" | "detail" | "actorId" | "target">;

/**
 * What was done, and to what: "Paused the cluster" "eu-prod"; "Tried to pause the cluster" when it was not done. No
 * target where people did it to themselves.
 */
export function describeAct({ action, result, detail, actorId, target }: Act): { act: string; target?: string } {
  const email = typeof detail.email === "string" ? detail.email : "somebody";
  const sentence = SENTENCES[action]?.replace("{email}", email);
  if (sentence === undefined) return { act: action, target: target.name };
  const opening = OPENINGS[result];
  const act = opening === "" ? sentence : infinitiveOf(sentence, opening);
  if (target.id !== undefined && target.id === actorId) return { act: act.replace(/ (?:as|the account)$/, "") };
  return { act, target: target.name };
}

function infinitiveOf(sentence: string, opening: string): string {
  const verb = VERB.exec(sentence)?.[0] ?? "";
  return `${opening} ${INFINITIVES[verb]}${sentence.slice(verb.length)}`.replace("  ", " ");
}

/** The whole sentence of a row. */
export function sentenceOf(row: Act): string {
  const { act, target } = describeAct(row);
  return [act, target].filter(Boolean).join(" ");
}

/** The address of a row: the list with the row beside it. */
export function auditPath(id: string): string {
  return `/audit?event=${id}`;
}

/** What happened to an attempt, as a filter says it. */
export const OUTCOMES = ["succeeded", "denied", "failed", "unfinished"] as const;

/** Actions that can be filtered by: whole ones, and the things that they are about. */
export const ACTIONS: readonly string[] = [
  ...new Set(Object.keys(SENTENCES).flatMap((action) => [action.slice(0, action.indexOf(".")), action])),
];

/** The actions whose sentence, done or tried, holds a text, so that a search finds what is read on screen. */
export function actionsThatSay(text: string): string[] {
  const needle = text.toLowerCase();
  return Object.entries(SENTENCES)
    .filter(([, sentence]) =>
      [sentence, infinitiveOf(sentence, "Tried to"), infinitiveOf(sentence, "Began to")].some((one) =>
        one.replace("{email}", "").toLowerCase().includes(needle),
      ),
    )
    .map(([action]) => action);
}

/** As the list shows them. */
const OUTCOME_WORDS = { succeeded: "succeeded", denied: "denied", failed: "failed", allowed: "not finished" } as const;

/** The results whose word on screen holds a text. */
export function outcomesThatSay(text: string): string[] {
  const needle = text.toLowerCase();
  return Object.entries(OUTCOME_WORDS).flatMap(([result, word]) => (word.includes(needle) ? [result] : []));
}

const HOUR = 3_600_000;

/** How far back the list reaches. */
export const PERIODS = [
  { id: "1h", label: "Last hour", ms: HOUR },
  { id: "24h", label: "Last 24 hours", ms: 24 * HOUR },
  { id: "7d", label: "Last 7 days", ms: 7 * 24 * HOUR },
  { id: "30d", label: "Last 30 days", ms: 30 * 24 * HOUR },
] as const;

const DAYS = /^(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?$/;

/** The days of a period like `2026-11-20..2026-11-22`, both within it; either end may be open. */
export function periodDays(period: string): { first?: string; last?: string } | undefined {
  const match = DAYS.exec(period);
  const isDay = (day: string | undefined) => day === undefined || !Number.isNaN(Date.parse(day));
  return match && isDay(match[1]) && isDay(match[2]) ? { first: match[1], last: match[2] } : undefined;
}

/** The bounds of a period in epoch milliseconds: days are those of the reader's time zone. None for anything unknown. */
export function periodRange(period: string, now: number): { from?: number; to?: number } {
  const preset = PERIODS.find(({ id }) => id === period);
  if (preset) return { from: now - preset.ms };
  const { first, last } = periodDays(period) ?? {};
  return { from: startOfDay(first, 0), to: startOfDay(last, 1) };
}

function startOfDay(day: string | undefined, later: number): number | undefined {
  if (day === undefined) return undefined;
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const time = new Date(year, month - 1, date + later).getTime();
  return time >= 0 ? time : undefined;
}

const DAY_WORD = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** "Last 7 days", "20 Nov 2026 – 22 Nov 2026", "Any time". */
export function periodLabel(period: string): string {
  const preset = PERIODS.find(({ id }) => id === period);
  if (preset) return preset.label;
  const { first, last } = periodDays(period) ?? {};
  const say = (day: string) => DAY_WORD.format(new Date(`${day}T00:00:00Z`));
  if (first && first === last) return say(first);
  if (first) return last ? `${say(first)} – ${say(last)}` : `Since ${say(first)}`;
  return last ? `Until ${say(last)}` : "Any time";
}

/** Facts of a row as lines of name and value; nested ones as JSON. */
export function detailLines(detail: Readonly<Record<string, unknown>>): { term: string; value: string }[] {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([term, value]) => ({ term, value: lineOf(value) }));
}

function lineOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(lineOf).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
