import { expect } from "vitest";
import { explainAccess } from "#lib/access/explain-access";
import { mayList, WORLD_NOW, type World, type WorldUser } from "#lib/access/testing-world";
import { chainStatus } from "#lib/audit/chain-status";
import { listAudit } from "#lib/audit/list-audit";
import { listClusterGroups } from "#lib/clusters/list-cluster-groups";
import { listEnvironments } from "#lib/clusters/list-environments";
import type { Context } from "#lib/context";
import { listGrantChoices } from "#lib/grants/list-grant-choices";
import { listGrants } from "#lib/grants/list-grants";
import { getAccount } from "#lib/me/get-account";
import { getMe } from "#lib/me/get-me";
import { getTeam } from "#lib/teams/get-team";
import { listTeams } from "#lib/teams/list-teams";
import { listUsers } from "#lib/users/list-users";
import { type Asking, same } from "./asking.ts";
import { eventsToldTo, grantsInForce, grantsToldTo } from "./inventory-model.ts";
import { ENVIRONMENTS, personMark, sessionsOf, storedGrants, TEAMS } from "./memory-inventory.ts";
import type { Model } from "./model.ts";

/** One person's questions to the verbs of the inventory. */
export type Question = {
  readonly ctx: Context;
  readonly asked: Asking;
  readonly model: Model;
  readonly world: World;
  readonly user: WorldUser;
};

type Place = { readonly cluster: string; readonly namespace: string };

const NO_EVENT = "00000000-0000-7000-8000-ffffffffffff";
const idsOf = (rows: readonly { readonly id: string }[] = []) => rows.map(({ id }) => id).sort();

/** For tests: everything of the inventory that a person may ask for, held against the plain rules. */
export async function checkInventory(question: Question, places: readonly Place[]): Promise<void> {
  await checkGrants(question);
  await checkAudit(question);
  await checkTeamPages(question);
  await checkMe(question);
  await checkAccount(question);
  await checkExplanation(question, places);
  await checkRefused(question);
}

async function checkGrants({ ctx, asked: { ask }, model, world, user }: Question): Promise<void> {
  const unknown = await ask("grants", () => listGrants(ctx, { team: "no-such-team" }));
  expect(unknown.problem?.status).toBe(403);
  const all = await ask("all grants", () => listGrants(ctx));
  if (model.platform) same(idsOf(all.answer?.items), idsOf(storedGrants(world)), "all grants");
  else same(all, unknown, "all grants");
  for (const team of TEAMS) {
    const told = grantsToldTo(world, user, team);
    const grants = await ask(`grants of ${team}`, () => listGrants(ctx, { team }), told?.words);
    if (!told) {
      same(grants, unknown, `grants of ${team}`);
      continue;
    }
    same(idsOf(grants.answer?.items), idsOf(told.rows), `grants of ${team}`);
    for (const cluster of ["c1", "c2", "c3", "none"]) {
      const some = await ask("grants", () => listGrants(ctx, { team, cluster }), told.words);
      const place = model.clusters.includes(cluster) ? world.clusters.find(({ id }) => id === cluster) : undefined;
      // What belongs to which environment or group is no part of a grant.
      const targets = [cluster, place?.environmentId, ...(place?.groupIds ?? [])];
      const wanted = told.rows.filter(({ targetId }) => targets.includes(targetId));
      same(idsOf(some.answer?.items), idsOf(wanted), `grants of ${team} on ${cluster}`);
    }
  }
}

async function checkAudit({ ctx, asked: { ask }, world, user }: Question): Promise<void> {
  const told = eventsToldTo(world, user);
  const audit = (filter: Parameters<typeof listAudit>[1]) => ask("audit", () => listAudit(ctx, filter), told?.words);
  const all = await audit({ limit: 200 });
  same(all.problem?.status, told ? undefined : 403, "audit");
  same(idsOf(all.answer?.items), idsOf(told?.rows), "audit");
  const unknown = await audit({ cursor: NO_EVENT });
  const none = await audit({ id: NO_EVENT });
  const neverNewer = await audit({ after: NO_EVENT });
  for (const event of eventsToldTo(world, { ...user, portalRole: "platform", status: "active" })?.rows ?? []) {
    const mine = told?.rows.some(({ id }) => id === event.id);
    if (mine) continue;
    same(await audit({ cursor: event.id }), unknown, "rows before one of others");
    same(await audit({ after: event.id }), neverNewer, "rows after one of others");
    same(await audit({ id: event.id }), none, "a row of others");
  }
  for (const team of TEAMS) {
    const wanted = told?.rows.filter(({ teamId }) => teamId === team);
    same(idsOf((await audit({ q: `team:${team}` })).answer?.items), idsOf(wanted), `audit of ${team}`);
  }
  for (const cluster of ["c1", "c2", "c3"]) {
    const wanted = told?.rows.filter(({ clusterId }) => clusterId === cluster);
    same(idsOf((await audit({ q: `cluster:${cluster}` })).answer?.items), idsOf(wanted), `audit of ${cluster}`);
  }
  for (const { id } of world.users) {
    const wanted = told?.rows.filter(({ actorId }) => actorId === id);
    same(idsOf((await audit({ q: `who:${personMark(id)}` })).answer?.items), idsOf(wanted), `audit of ${id}`);
  }
  const page = (await audit({ limit: 2 })).answer;
  const next = page?.nextCursor && (await audit({ limit: 200, cursor: page.nextCursor })).answer;
  if (page) same(idsOf([...page.items, ...(next ? next.items : [])]), idsOf(told?.rows), "two pages of the audit");
}

async function checkTeamPages({ ctx, asked: { ask }, model, world }: Question): Promise<void> {
  const mine = TEAMS.filter(model.mayOpen);
  const list = await ask("teams", () => listTeams(ctx));
  same(list.problem?.status, mine.length > 0 ? undefined : 403, "teams");
  const figures = (list.answer?.items ?? []).map(({ id, members, owners, activeGrants }) => [
    ...[id, members, [...owners].sort(), activeGrants],
  ]);
  const wanted = mine.map((id) => [
    ...[id, membersOf(world, id).length, membersOf(world, id, "owner").map(personMark), grantsInForce(world, id)],
  ]);
  same(figures, wanted, "figures of teams");
  const unknown = await ask("team", () => getTeam(ctx, "no-such-team"));
  expect(unknown.problem?.status).toBe(404);
  for (const id of TEAMS) {
    const page = await ask(id, () => getTeam(ctx, id));
    if (!mine.includes(id)) same(page, unknown, id);
    else same(page.answer?.members.map(({ userId }) => userId).sort(), membersOf(world, id), `people of ${id}`);
  }
}

function membersOf(world: World, teamId: string, role?: string): string[] {
  const isIn = ({ memberships }: WorldUser) =>
    memberships.some((own) => own.teamId === teamId && (role === undefined || own.role === role));
  return idsOf(world.users.filter(isIn));
}

async function checkMe({ ctx, asked: { ask }, model, world, user }: Question): Promise<void> {
  const { answer, problem } = await ask("me", () => getMe(ctx));
  same(problem?.status, model.active ? undefined : 403, "me");
  if (!answer) return;
  same(answer.clusters.map(({ slug }) => slug).sort(), [...model.clusters].sort(), "my clusters");
  const near = world.clusters.filter(({ id }) => model.clusters.includes(id)).map((one) => one.environmentId);
  const environments = ENVIRONMENTS.filter((id) => near.includes(id));
  same(answer.environments.map(({ slug }) => slug).sort(), environments, "my environments");
  same(answer.teams.map(({ slug }) => slug).sort(), user.memberships.map(({ teamId }) => teamId).sort(), "my teams");
}

async function checkAccount({ ctx, asked: { ask }, model, world, user }: Question): Promise<void> {
  const { answer, problem } = await ask("account", () => getAccount(ctx));
  same(problem?.status, model.active ? undefined : 403, "account");
  if (!answer) return;
  same(answer.sessions.length, sessionsOf(world, user.id), "my sessions");
  const setBy = { u1: "you", u2: "others" }[user.id];
  same(answer.password?.setBy, setBy, "my password");
  same(answer.teams.filter(({ visible }) => !visible).length, 0, "my teams");
}

async function checkExplanation(question: Question, places: readonly Place[]): Promise<void> {
  const { ctx, model, world } = question;
  const { ask } = question.asked;
  const why = (user: { id: string }, { cluster, namespace }: Place) => {
    const capability = { group: "", resource: "pods", subresource: "", verb: "list" } as const;
    return ask("explain", () => explainAccess(ctx, { ...capability, userId: user.id, cluster, namespace }));
  };
  const unknown = await why({ id: NO_EVENT }, { cluster: "none", namespace: "kube-system" });
  expect(unknown.problem?.status).toBe(model.platform ? 404 : 403);
  for (const other of world.users) {
    for (const place of places) {
      const { answer, problem } = await why(other, place);
      const { cluster: clusterId, namespace } = place;
      if (!model.platform || world.clusters.every(({ id }) => id !== clusterId))
        same(problem, unknown.problem, "explain");
      else {
        const may = mayList(world, { user: other, clusterId, namespace, kind: "Pod", now: WORLD_NOW });
        same(answer?.allowed, may, `${other.id} in ${clusterId}/${namespace}`);
      }
    }
  }
}

/** What only platform engineers may ask. */
async function checkRefused({ ctx, asked: { ask }, model, world }: Question): Promise<void> {
  const lists = { listUsers, listGrantChoices, listEnvironments, listClusterGroups };
  if (model.platform) {
    const users = await ask("users", () => listUsers(ctx));
    return same(idsOf(users.answer?.items), idsOf(world.users), "users");
  }
  for (const [name, list] of Object.entries({ ...lists, chainStatus })) {
    const { problem } = await ask(name, async () => await list(ctx));
    same(problem?.status, 403, name);
  }
}
