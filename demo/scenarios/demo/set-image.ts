import { BEHAVIOUR_ANNOTATION } from "../../controllers/kubelet/behaviour.ts";
import type { ScenarioCluster } from "../../fleet/scenario.ts";
import type { Deployment } from "../../types/workloads.ts";

type Release = { name: string; namespace: string };

/** A release: the new version in the image, the labels and the environment, and perhaps another behaviour. */
export function setImage(
  cluster: ScenarioCluster,
  { name, namespace }: Release,
  version: string,
  behaviour?: string,
): void {
  const found = cluster.state.store.get("deployments.apps", namespace, name) as Deployment | undefined;
  if (!found) return;
  cluster.writer.change<Deployment>("deployments.apps", found, (current) => {
    const { template } = current.spec;
    const annotations = {
      ...template.metadata.annotations,
      ...(behaviour === undefined ? {} : { [BEHAVIOUR_ANNOTATION]: behaviour }),
    };
    const labels = { ...template.metadata.labels, "app.kubernetes.io/version": version };
    const containers = template.spec.containers.map((container, index) =>
      index > 0 || !container.image.startsWith("registry.example.com/")
        ? container
        : {
            ...container,
            image: `${container.image.split(":")[0]}:${version}`,
            env: (container.env ?? []).map((variable) =>
              variable.name === "APP_VERSION" ? { ...variable, value: version } : variable,
            ),
          },
    );
    return {
      ...current,
      metadata: { ...current.metadata, labels: { ...current.metadata.labels, "app.kubernetes.io/version": version } },
      spec: {
        ...current.spec,
        template: {
          ...template,
          metadata: { ...template.metadata, labels, annotations },
          spec: { ...template.spec, containers },
        },
      },
    };
  });
}
