import { stringify } from "yaml";

export type KubeconfigEntry = {
  name: string;
  server: string;
  ca: string;
  credential: { token: string } | { cert: string; key: string };
};

const base64 = (text: string): string => Buffer.from(text).toString("base64");

function userOf({ credential }: KubeconfigEntry): Record<string, string> {
  if ("token" in credential) return { token: credential.token };
  return { "client-certificate-data": base64(credential.cert), "client-key-data": base64(credential.key) };
}

/** A kubeconfig (YAML) with one context per entry; the first is the current one. */
export function kubeconfigOf(entries: readonly KubeconfigEntry[]): string {
  return stringify(
    {
      apiVersion: "v1",
      kind: "Config",
      clusters: entries.map(({ name, server, ca }) => ({
        name,
        cluster: { server, "certificate-authority-data": base64(ca) },
      })),
      users: entries.map((entry) => ({ name: entry.name, user: userOf(entry) })),
      contexts: entries.map(({ name }) => ({ name, context: { cluster: name, user: name } })),
      "current-context": entries[0]?.name ?? "",
    },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}
