import type { PodTemplateFacts } from "../types/rows.ts";
import type { Intern } from "./kind-definition.ts";
import { type Fields, fieldsOf, listOf, nameOf, textMapOf } from "./read-fields.ts";

/**
 * What a pod template says about its neighbours: the labels that services select by, and the names of the ConfigMaps,
 * Secrets and claims that it mounts or reads. Names only, never values.
 */
export function readTemplate(template: unknown, intern: Intern): PodTemplateFacts {
  const { metadata, spec: rawSpec } = fieldsOf(template);
  const spec = fieldsOf(rawSpec);
  const sources = [...volumeSources(spec), ...environmentSources(spec)];
  const pullSecrets = listOf(spec.imagePullSecrets).map((secret) => fieldsOf(secret).name);
  const names = (values: readonly unknown[]) => distinct(values, intern);
  return {
    labels: textMapOf(fieldsOf(metadata).labels, intern),
    configMaps: names(sources.map(({ configMap }) => configMap)),
    secrets: names([...sources.map(({ secret }) => secret), ...pullSecrets]),
    claims: names(sources.map(({ claim }) => claim)),
  };
}

type Source = { configMap?: unknown; secret?: unknown; claim?: unknown };

function volumeSources(spec: Fields): Source[] {
  return listOf(spec.volumes).flatMap((value) => {
    const volume = fieldsOf(value);
    const projected = listOf(fieldsOf(volume.projected).sources).map((source) => ({
      configMap: fieldsOf(fieldsOf(source).configMap).name,
      secret: fieldsOf(fieldsOf(source).secret).name,
    }));
    const own = {
      configMap: fieldsOf(volume.configMap).name,
      secret: fieldsOf(volume.secret).secretName,
      claim: fieldsOf(volume.persistentVolumeClaim).claimName,
    };
    return [own, ...projected];
  });
}

function environmentSources(spec: Fields): Source[] {
  const containers = [...listOf(spec.containers), ...listOf(spec.initContainers)].map(fieldsOf);
  return containers.flatMap((container) => [
    ...listOf(container.env).map((entry) => {
      const from = fieldsOf(fieldsOf(entry).valueFrom);
      return { configMap: fieldsOf(from.configMapKeyRef).name, secret: fieldsOf(from.secretKeyRef).name };
    }),
    ...listOf(container.envFrom).map((entry) => {
      const { configMapRef, secretRef } = fieldsOf(entry);
      return { configMap: fieldsOf(configMapRef).name, secret: fieldsOf(secretRef).name };
    }),
  ]);
}

function distinct(values: readonly unknown[], intern: Intern): readonly string[] {
  const names = values.map((value) => nameOf(value, intern)).filter((name) => name !== undefined);
  return [...new Set(names)].sort();
}
