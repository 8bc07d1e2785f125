import { badField } from "#lib/core/errors";
import type { Database } from "#lib/db/open-database";
import type { GrantRow } from "./schemas.ts";

type Ref<K extends string> = { readonly kind: K; readonly id: string };
type Named = { readonly id: string; readonly slug: string; readonly name: string };

/** The name of a grant's subject. @throws `bad_input` when it does not exist. */
export async function nameSubject(db: Database, ref: Ref<"team" | "user">): Promise<GrantRow["subject"]> {
  const where = { id: ref.id };
  if (ref.kind === "team")
    return { kind: "team", ...found("subject", await db.prisma.team.findUnique({ where, select: NAMED })) };
  const user = await db.prisma.user.findUnique({ where, select: { id: true, email: true, displayName: true } });
  return { kind: "user", ...found("subject", user && { id: user.id, slug: user.email, name: user.displayName }) };
}

/** The name of a grant's target. @throws `bad_input` when it does not exist. */
export async function nameTarget(
  db: Database,
  ref: Ref<"cluster" | "cluster-group" | "environment">,
): Promise<GrantRow["target"]> {
  const where = { id: ref.id };
  if (ref.kind === "cluster") {
    const cluster = await db.prisma.cluster.findUnique({ where, select: { id: true, slug: true, displayName: true } });
    return {
      kind: "cluster",
      ...found("target", cluster && { id: cluster.id, slug: cluster.slug, name: cluster.displayName }),
    };
  }
  if (ref.kind === "environment") {
    return {
      kind: "environment",
      ...found("target", await db.prisma.environment.findUnique({ where, select: NAMED })),
    };
  }
  return {
    kind: "cluster-group",
    ...found("target", await db.prisma.clusterGroup.findUnique({ where, select: NAMED })),
  };
}

const NAMED = { id: true, slug: true, name: true } as const;

function found(field: string, row: Named | null): Named {
  if (row === null) throw badField(field, "does not exist any more: choose another one");
  return row;
}
