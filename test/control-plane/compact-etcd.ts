/** Makes etcd forget every revision but the last. It answers JSON over HTTP beside gRPC; revisions are texts there. */
export async function compactEtcd(port: number): Promise<void> {
  const { header } = await ask(port, "range", { key: Buffer.from("/").toString("base64") });
  await ask(port, "compaction", { revision: header.revision, physical: true });
}

async function ask(port: number, path: string, body: object): Promise<{ header: { revision: string } }> {
  const url = `http://127.0.0.1:${port}/v3/kv/${path}`;
  const answer = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`etcd refused ${path}: ${await answer.text()}`);
  return (await answer.json()) as { header: { revision: string } };
}
