import { expect, test } from "vitest";
import { readTemplate } from "./read-template.ts";

const intern = (text: string) => text;

test("names every ConfigMap, Secret and claim that a template mounts or reads, once and in order", () => {
  const template = {
    metadata: { labels: { app: "checkout-api", tier: "web" } },
    spec: {
      imagePullSecrets: [{ name: "registry" }],
      volumes: [
        { name: "a", configMap: { name: "rules" } },
        { name: "b", secret: { secretName: "tls" } },
        { name: "c", persistentVolumeClaim: { claimName: "data" } },
        { name: "d", projected: { sources: [{ configMap: { name: "ca" } }, { secret: { name: "token" } }] } },
      ],
      initContainers: [{ name: "migrate", envFrom: [{ secretRef: { name: "database" } }] }],
      containers: [
        {
          name: "api",
          env: [
            { name: "A", value: "plain" },
            { name: "B", valueFrom: { secretKeyRef: { name: "database", key: "url" } } },
            { name: "C", valueFrom: { configMapKeyRef: { name: "rules", key: "c" } } },
          ],
          envFrom: [{ configMapRef: { name: "flags" } }],
        },
      ],
    },
  };
  expect(readTemplate(template, intern)).toEqual({
    labels: { app: "checkout-api", tier: "web" },
    configMaps: ["ca", "flags", "rules"],
    secrets: ["database", "registry", "tls", "token"],
    claims: ["data"],
  });
});

test("a template of any other shape gives empty lists", () => {
  const empty = { labels: {}, configMaps: [], secrets: [], claims: [] };
  for (const template of [undefined, null, "x", { spec: { volumes: "x", containers: [1, null] } }]) {
    expect(readTemplate(template, intern)).toEqual(empty);
  }
});
