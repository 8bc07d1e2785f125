import { randomUUID } from "node:crypto";
import { type APIRequestContext, expect } from "@playwright/test";
import { onCluster } from "./cluster-admin.ts";
import type { Account } from "./personas.ts";

/** A name that no other test has. */
export function unique(prefix: string): string {
  return `${prefix}-${randomUUID().slice(0, 8)}`;
}

type Named = { id: string; slug: string };
type Choices = { teams: Named[]; clusters: Named[] };

async function post<T>(api: APIRequestContext, path: string, data: object): Promise<T> {
  const answer = await api.post(path, { data });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (answer.status() === 204 ? undefined : await answer.json()) as T;
}

/** A team with one member, both new. `api` is a platform engineer's. */
export async function newTeam(api: APIRequestContext): Promise<{ team: string; member: Account }> {
  const team = unique("team");
  const email = `${unique("person")}@example.com`;
  await post(api, "/api/teams", { slug: team, name: team });
  const member = await post<Account>(api, "/api/users", { email, displayName: email.split("@")[0] });
  await post(api, `/api/teams/${team}/members`, { email, role: "member" });
  return { team, member: { email, password: member.password } };
}

/** A namespace of the test's own with one Deployment `web` in it. */
export async function newNamespace(cluster: string): Promise<string> {
  const name = unique("e2e");
  const admin = onCluster(cluster);
  await admin.createNamespace(name);
  await admin.createDeployment(name, "web", { replicas: 1 });
  return name;
}

export type Grant = { team: string; cluster: string; namespaces: string[]; reason: string; expiresAt?: number };

/** @returns the grant's id */
export async function grantTeam(api: APIRequestContext, { team, cluster, ...grant }: Grant): Promise<string> {
  const choices = (await (await api.get("/api/grants/choices")).json()) as Choices;
  const idOf = (list: Named[], slug: string) => list.find((item) => item.slug === slug)?.id ?? `no ${slug}`;
  const { id } = await post<{ id: string }>(api, "/api/grants", {
    subject: { kind: "team", id: idOf(choices.teams, team) },
    target: { kind: "cluster", id: idOf(choices.clusters, cluster) },
    role: "developer",
    ...grant,
  });
  return id;
}
