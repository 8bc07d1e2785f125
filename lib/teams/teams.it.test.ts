import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inventoryBuilder } from "#lib/access/testing";
import type { Context } from "#lib/context";
import { openTestDatabase, type TestDatabase } from "../../test/open-test-database.ts";
import { signedIn } from "../../test/verb-context.ts";
import { addMember } from "./add-member.ts";
import { changeMemberRole } from "./change-member-role.ts";
import { createTeam } from "./create-team.ts";
import { deleteTeam } from "./delete-team.ts";
import { getTeam } from "./get-team.ts";
import { listTeams } from "./list-teams.ts";
import { removeMember } from "./remove-member.ts";
import { updateTeam } from "./update-team.ts";

let db: TestDatabase;
let pat: Context;

const epochOf = async (userId: string) =>
  (await db.prisma.user.findUniqueOrThrow({ where: { id: userId } })).accessEpoch;
const actions = async () => {
  const events = await db.prisma.auditEvent.findMany({ orderBy: { seq: "asc" } });
  return events.map((event) => `${event.action} ${event.result}`);
};

beforeAll(async () => {
  db = await openTestDatabase();
  pat = await signedIn(db, "pat", "platform");
});
afterAll(() => db.close());

describe("teams", () => {
  it("creates a team once, and says which field is taken", async () => {
    await createTeam(pat, { slug: "payments", name: "Payments" });
    await expect(createTeam(pat, { slug: "payments", name: "Again" })).rejects.toMatchObject({
      code: "bad_input",
      fields: [{ field: "slug" }],
    });
    expect(await actions()).toContain("team.create succeeded");
  });

  it("refuses a short name that cannot stand in a group name", async () => {
    await expect(createTeam(pat, { slug: "Pay ments", name: "x" })).rejects.toMatchObject({ code: "bad_input" });
  });

  it("tells a form that somebody else changed the team meanwhile", async () => {
    await updateTeam(pat, "payments", { name: "Payments team", version: 1 });
    await expect(updateTeam(pat, "payments", { name: "Lost", version: 1 })).rejects.toMatchObject({ code: "conflict" });
    expect((await getTeam(pat, "payments")).row.name).toBe("Payments team");
  });

  it("raises the epoch of a person whose membership changes, and keeps the last owner", async () => {
    const dana = await signedIn(db, "dana");
    const { userId } = dana.actor;
    const before = await epochOf(userId);
    await addMember(pat, "payments", { email: "Dana@example.com", role: "owner" });
    expect(await epochOf(userId)).toBeGreaterThan(before);
    const demote = changeMemberRole(pat, "payments", userId, { role: "member" });
    await expect(demote).rejects.toMatchObject({ code: "conflict" });
    await expect(removeMember(pat, "payments", userId)).rejects.toMatchObject({ code: "conflict" });
    const eve = await signedIn(db, "eve");
    await addMember(pat, "payments", { email: "eve@example.com", role: "owner" });
    await removeMember(pat, "payments", userId);
    expect((await getTeam(pat, "payments")).members.map((member) => member.userId)).toEqual([eve.actor.userId]);
  });

  it("lets an owner manage the members, and only them", async () => {
    const owner = await signedIn(db, "olga");
    await addMember(pat, "payments", { email: "olga@example.com", role: "owner" });
    await signedIn(db, "finn");
    await owner.runtime.access.refresh();
    const again = { ...owner, actor: { ...owner.actor, epoch: await epochOf(owner.actor.userId) } };
    await addMember(again, "payments", { email: "finn@example.com" });
    expect((await listTeams(again)).items.map((team) => team.slug)).toEqual(["payments"]);
    await expect(deleteTeam(again, "payments", { confirm: "payments" })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("names the field when nobody has the address, or they are in the team", async () => {
    const nobody = addMember(pat, "payments", { email: "nobody@example.com" });
    await expect(nobody).rejects.toMatchObject({ code: "bad_input", fields: [{ field: "email" }] });
    await expect(addMember(pat, "payments", { email: "finn@example.com" })).rejects.toMatchObject({
      code: "bad_input",
    });
  });

  it("deletes a team only when its name is typed, with memberships and grants, and raises epochs", async () => {
    const builder = inventoryBuilder(db);
    const team = await builder.team("gone");
    const user = await builder.user("gina");
    await builder.member(user.id, team.id);
    const cluster = await builder.cluster("c1");
    await builder.grant({ teamId: team.id, clusterId: cluster.id, namespaces: ["a"] });
    await expect(deleteTeam(pat, "gone", { confirm: "gon" })).rejects.toMatchObject({ code: "bad_input" });
    const before = await epochOf(user.id);
    await deleteTeam(pat, "gone", { confirm: "gone" });
    expect(await epochOf(user.id)).toBeGreaterThan(before);
    expect(await db.prisma.grant.count({ where: { teamId: team.id } })).toBe(0);
  });
});

describe("who may", () => {
  it("refuses a viewer every change, leaves a row in the audit and changes nothing", async () => {
    const builder = inventoryBuilder(db);
    const team = await builder.team("calm");
    const user = await builder.user("vera");
    await builder.member(user.id, team.id, "viewer");
    const vera = await signedIn(db, "vera2");
    await builder.member(vera.actor.userId, team.id, "viewer");
    const attempts = [
      () => createTeam(vera, { slug: "mine", name: "Mine" }),
      () => updateTeam(vera, "calm", { name: "x" }),
      () => deleteTeam(vera, "calm", { confirm: "calm" }),
      () => addMember(vera, "calm", { email: "dana@example.com" }),
      () => removeMember(vera, "calm", user.id),
      () => changeMemberRole(vera, "calm", user.id, { role: "owner" }),
    ];
    const denied = (await actions()).filter((line) => line.endsWith("denied")).length;
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
    expect((await actions()).filter((line) => line.endsWith("denied")).length).toBe(denied + attempts.length);
    expect((await getTeam(pat, "calm")).members).toHaveLength(2);
  });

  it("leaves a row for an attempt on a team of others, which does not tell whether the team exists", async () => {
    const stranger = await signedIn(db, "stranger2");
    const user = await inventoryBuilder(db).user("target");
    const attempts = (slug: string) => [
      () => addMember(stranger, slug, { email: "a@example.com" }),
      () => changeMemberRole(stranger, slug, user.id, { role: "owner" }),
      () => removeMember(stranger, slug, user.id),
    ];
    for (const attempt of [...attempts("calm"), ...attempts("nowhere")]) {
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    }
    const rows = await db.prisma.auditEvent.findMany({
      where: { actorId: stranger.actor.userId },
      orderBy: { seq: "asc" },
      select: { action: true, result: true, targetName: true, targetId: true, teamId: true, detail: true },
    });
    const acts = ["team.member.add", "team.member.role", "team.member.remove"];
    const nothing = { result: "denied", targetId: null, teamId: null, detail: {} };
    expect(rows).toEqual(
      ["calm", "nowhere"].flatMap((targetName) => acts.map((action) => ({ ...nothing, action, targetName }))),
    );
  });

  it("answers the same for a team of others and one that does not exist", async () => {
    const stranger = await signedIn(db, "stranger");
    for (const slug of ["calm", "nowhere"]) {
      await expect(getTeam(stranger, slug)).rejects.toMatchObject({ code: "not_found" });
      await expect(addMember(stranger, slug, { email: "a@example.com" })).rejects.toMatchObject({ code: "not_found" });
    }
  });
});
