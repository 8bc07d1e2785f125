import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readKeyRing } from "#lib/credentials/key-ring";
import { openCredential } from "#lib/credentials/open-credential";
import type { DemoCluster } from "../../demo/fleet/demo-cluster.ts";
import { grantPortalNamespace } from "../../demo/fleet/portal-identity.ts";
import { kubeconfigOf } from "../../demo/pki/kubeconfig.ts";
import { accountSubject, clusterRoleBinding } from "../../demo/rbac/default-roles.ts";
import type { KubeObject } from "../../demo/types/object.ts";
import { type InventoryBench, openInventoryBench } from "../../test/inventory-bench.ts";
import { TEST_KEYS } from "../../test/verb-context.ts";
import { importLocalKubeconfig } from "./import-local-kubeconfig.ts";

const BINDINGS = "clusterrolebindings.rbac.authorization.k8s.io";
const REFUSED = "the cluster does not accept this one";
let bench: InventoryBench;
let cluster: DemoCluster;
let relay: Server | undefined;

beforeAll(async () => {
  bench = await openInventoryBench("pods:5");
  // Only the import connects.
  await bench.reconciler.stop();
  const [first] = bench.demo.clusters;
  if (first === undefined) throw new Error("There is no demo cluster.");
  cluster = first;
  grantPortalNamespace(cluster.writer, "team-a");
});
beforeEach(() => bench.db.prisma.cluster.deleteMany());
afterEach(async () => {
  relay?.close();
  relay = undefined;
  if (!cluster.listening()) await cluster.start();
});
afterAll(() => bench.close());

type User = "admin" | "token" | `dead-${string}`;

/** A file with one context a user, named like it, all for the one cluster; the first is the current one. */
function file(users: readonly User[], { current = users[0] } = {}): string {
  const admin = /client-certificate-data: (\S+)\s+client-key-data: (\S+)/.exec(cluster.adminKubeconfig) ?? [];
  const [cert, key] = admin.slice(1).map((text) => Buffer.from(text, "base64").toString());
  const credentialOf = (user: User) => {
    if (user === "admin") return { cert: cert ?? "", key: key ?? "" };
    return { token: user === "token" ? cluster.token : user };
  };
  const text = kubeconfigOf(
    users.map((name) => ({ name, server: cluster.server, ca: cluster.ca, credential: credentialOf(name) })),
  ).replace(/current-context: \S+/, `current-context: ${current}`);
  // The context's namespace is where a credential is tried that may not read the whole cluster.
  return text.replaceAll(/^( +)user: (admin|token|dead-\w+)$/gm, "$1user: $2\n$1namespace: team-a");
}

const take = (text: string) => importLocalKubeconfig(bench.pat, { text, allowExec: false });

/** The user whose credential is stored. */
async function stored(): Promise<string> {
  const row = await bench.db.prisma.clusterCredential.findFirstOrThrow({ where: { status: "active" } });
  const credential = openCredential(readKeyRing(TEST_KEYS), row);
  if (credential.kind === "clientCertificate") return "admin";
  return credential.token === cluster.token ? "token" : credential.token;
}

/** Another address of the cluster, which counts the connections that it passes on. */
async function startRelay(): Promise<{ server: string; connections(): number }> {
  const port = Number(new URL(cluster.server).port);
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    const upstream = connect(port, "127.0.0.1");
    socket.on("error", () => upstream.destroy()).on("close", () => upstream.destroy());
    upstream.on("error", () => socket.destroy()).on("close", () => socket.destroy());
    socket.pipe(upstream).pipe(socket);
  });
  relay = server;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    server: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
  };
}

/** While `does` runs, the token reads one namespace only; the administrator's certificate always reads all. */
async function whileNarrow(does: () => Promise<void>): Promise<void> {
  const binding = cluster.store.get(BINDINGS, undefined, "wheelhouse-reader") as KubeObject;
  cluster.writer.remove(BINDINGS, binding);
  try {
    await does();
  } finally {
    const subject = accountSubject("wheelhouse-system", "wheelhouse");
    cluster.writer.create(BINDINGS, clusterRoleBinding("wheelhouse-reader", "wheelhouse-reader", [subject]));
  }
}

describe("several contexts of one cluster in a file", () => {
  it.each<[User, User]>([
    ["token", "dead-one"],
    ["dead-one", "token"],
  ])("%s and %s: the one that the cluster accepts is used", async (...users) => {
    const unused = [{ context: "dead-one", reason: `same cluster as token, whose credential is used: ${REFUSED}` }];
    expect(await take(file(users))).toEqual({ registered: ["token"], known: [], refused: [], unused });
    expect(await stored()).toBe("token");
    expect(await take(file(users))).toEqual({ registered: [], known: ["token"], refused: [], unused });
    expect(await stored()).toBe("token");
  });

  it("what reads the whole cluster comes before what reads some namespaces, whatever is current", async () => {
    await whileNarrow(async () => {
      const { registered, unused } = await take(file(["token", "admin"]));
      expect(registered).toEqual(["admin"]);
      expect(unused.map(({ reason }) => reason)).toEqual([
        "same cluster as admin, whose credential is used: this one reads less",
      ]);
      expect(await stored()).toBe("admin");
    });
  });

  it("among equals it is the current one, then the first", async () => {
    const { registered, unused } = await take(file(["token", "admin"], { current: "admin" }));
    expect(registered).toEqual(["admin"]);
    expect(unused).toEqual([
      { context: "token", reason: "same cluster as admin, whose credential is used: this one reads no more" },
    ]);
    expect(await stored()).toBe("admin");
    await take(file(["token", "admin"], { current: "dead-one" }));
    expect(await stored()).toBe("token");
  });

  it("are one cluster under two addresses too, and a second time each is connected to once, no more", async () => {
    const counted = await startRelay();
    const text = file(["token", "admin", "dead-one"]).replaceAll(cluster.server, counted.server);
    await take(text);
    expect(counted.connections()).toBe(3);
    await take(text);
    expect(counted.connections()).toBe(6);
    const split = file(["token", "admin"], { current: "admin" }).replace(cluster.server, counted.server);
    expect(await take(split)).toMatchObject({ registered: [], known: ["token"], unused: [{ context: "token" }] });
    expect(await bench.db.prisma.cluster.findFirst()).toMatchObject({ server: cluster.server });
    await bench.db.prisma.cluster.deleteMany();
    expect(await take(split)).toMatchObject({ registered: ["admin"], known: [], unused: [{ context: "token" }] });
  });
});

describe("a credential that works", () => {
  const kept = (reason: string, context: User, slug: string) => ({
    registered: [],
    known: [slug],
    refused: [],
    unused: [{ context, reason: `not used, ${slug} keeps its stored credential: ${reason}` }],
  });

  it("is not replaced by one that the cluster refuses", async () => {
    await take(file(["token"]));
    expect(await take(file(["dead-two"]))).toEqual(kept(REFUSED, "dead-two", "token"));
    expect(await stored()).toBe("token");
  });

  it("is not replaced by one that reads less; one that no longer works is", async () => {
    await whileNarrow(async () => {
      await take(file(["admin"]));
      expect(await take(file(["token"]))).toEqual(kept("this one reads less", "token", "admin"));
      expect(await stored()).toBe("admin");
      await bench.db.prisma.cluster.deleteMany();
      await take(file(["dead-two"]));
      expect(await take(file(["token"]))).toMatchObject({ known: ["dead-two"], unused: [] });
      expect(await stored()).toBe("token");
    });
  });

  it("stays while nothing answers as long as the file has it, and gives way to what the file has instead", async () => {
    await take(file(["token", "admin"]));
    await cluster.stop();
    const { unused } = await take(file(["token", "admin"], { current: "admin" }));
    expect(unused).toEqual([
      { context: "admin", reason: "same cluster as token, whose credential is used: the cluster does not answer" },
    ]);
    expect(await stored()).toBe("token");
    expect(await take(file(["admin"]))).toMatchObject({ known: ["token"], unused: [] });
    expect(await stored()).toBe("admin");
  });

  it("is not replaced by a credential plugin; one that no longer works is, and the plugin's is not stored", async () => {
    const plugin = file(["token"]).replace(
      /token: \S+/,
      `exec: { apiVersion: client.authentication.k8s.io/v1, command: ${process.execPath}, args: [-p, '${answer()}'], interactiveMode: Never }`,
    );
    const run = () => importLocalKubeconfig(bench.pat, { text: plugin, allowExec: true });
    await whileNarrow(async () => {
      await take(file(["token"]));
      expect(await run()).toEqual(kept("this one reads no more", "token", "token"));
      await bench.db.prisma.cluster.deleteMany();
      await take(file(["dead-one"]));
      expect(await run()).toMatchObject({ known: ["dead-one"], unused: [] });
      expect(await bench.db.prisma.clusterCredential.count()).toBe(0);
      expect(await run()).toMatchObject({ known: ["dead-one"], unused: [] });
    });
  });
});

/** A program that prints the token as a credential plugin does. */
function answer(): string {
  const credential = {
    apiVersion: "client.authentication.k8s.io/v1",
    kind: "ExecCredential",
    status: { token: cluster.token },
  };
  return JSON.stringify(JSON.stringify(credential)).replaceAll("'", "''");
}
