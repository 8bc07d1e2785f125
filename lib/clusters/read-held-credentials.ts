import { readFile } from "node:fs/promises";
import { parseKubeconfig } from "#lib/kubernetes/kubeconfig/parse-kubeconfig";
import type { ClusterCredential } from "#lib/kubernetes/types/target";
import type { Runtime } from "#lib/runtime";
import { addressPolicyOf } from "./address-policy.ts";

/**
 * Credentials that run a program on this machine are never stored: they are read from the operator's own file at each
 * start, when the operator allows it. By the id of the cluster that the file's server address is registered as.
 * @throws when the file cannot be read or is not acceptable as a whole.
 */
export async function readHeldCredentials({
  env,
  clock,
  db,
}: Pick<Runtime, "env" | "clock" | "db">): Promise<ReadonlyMap<string, ClusterCredential>> {
  if (env.WHEELHOUSE_KUBECONFIG === undefined || !env.WHEELHOUSE_ALLOW_EXEC_PLUGINS) return new Map();
  const text = await readFile(env.WHEELHOUSE_KUBECONFIG);
  const { contexts } = parseKubeconfig(text, { clock, addressPolicy: addressPolicyOf(env), allowExec: true });
  const programs = contexts.filter((context) => context.credential.kind === "exec");
  const clusters = await db.prisma.cluster.findMany({
    where: { server: { in: programs.map((context) => context.server) }, credentials: { none: { status: "active" } } },
    select: { id: true, server: true },
  });
  return new Map(
    clusters.flatMap(({ id, server }) => {
      const found = programs.find((context) => context.server === server);
      return found === undefined ? [] : [[id, found.credential] as const];
    }),
  );
}
