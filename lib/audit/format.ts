/** What was done, in words, by the audit's action; unknown actions are shown as they are. */
const SENTENCES: Readonly<Record<string, string>> = {
  "session.sign-in": "Signed in",
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

/** "Paused the cluster"; the target's name follows it. Facts of the row fill the gaps. */
export function describeAction({
  action,
  detail,
}: {
  action: string;
  detail: Readonly<Record<string, unknown>>;
}): string {
  const sentence = SENTENCES[action] ?? action;
  return sentence.replace("{email}", typeof detail.email === "string" ? detail.email : "somebody");
}

/** The kinds of things that actions are about, as a filter offers them. */
export const ACTION_GROUPS = [
  { value: "session", label: "Sign-ins" },
  { value: "cluster", label: "Clusters" },
  { value: "grant", label: "Grants" },
  { value: "team", label: "Teams" },
  { value: "user", label: "People" },
  { value: "environment", label: "Environments" },
  { value: "cluster-group", label: "Groups of clusters" },
] as const;

const HOUR = 3_600_000;

/** How far back the list reaches. */
export const PERIODS = [
  { id: "1h", label: "The last hour", ms: HOUR },
  { id: "24h", label: "The last day", ms: 24 * HOUR },
  { id: "7d", label: "The last 7 days", ms: 7 * 24 * HOUR },
  { id: "30d", label: "The last 30 days", ms: 30 * 24 * HOUR },
  { id: "all", label: "All time", ms: undefined },
] as const;
export type PeriodId = (typeof PERIODS)[number]["id"];
export const PERIOD_IDS = PERIODS.map((period) => period.id);

/** The beginning of a period in epoch milliseconds, at whole minutes so that equal questions are equal. */
export function periodStart(id: PeriodId, now: number): number | undefined {
  const ms = PERIODS.find((period) => period.id === id)?.ms;
  return ms === undefined ? undefined : Math.floor((now - ms) / 60_000) * 60_000;
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
