import type { Dict, KubeObject } from "./object.ts";
import type { ResourceList } from "./workloads.ts";

export type ResourceQuota = KubeObject & {
  spec: { hard?: ResourceList; scopes?: string[] };
  status: { hard?: ResourceList; used?: ResourceList };
};

export type LimitRange = KubeObject & {
  spec: {
    limits: {
      type: string;
      default?: ResourceList;
      defaultRequest?: ResourceList;
      max?: ResourceList;
      min?: ResourceList;
    }[];
  };
};

export type PolicyRule = {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
};

export type RbacRole = KubeObject & { rules?: PolicyRule[] };

export type RbacSubject = { kind: string; name: string; namespace?: string; apiGroup?: string };

export type RbacBinding = KubeObject & {
  roleRef: { apiGroup: string; kind: string; name: string };
  subjects?: RbacSubject[];
};

export type Namespace = KubeObject & {
  spec: { finalizers?: string[] };
  status: { phase: string; conditions?: Dict[] };
};

export type Service = KubeObject & {
  spec: {
    type: string;
    clusterIP?: string;
    selector?: Record<string, string>;
    ports?: { name?: string; port: number; targetPort?: number | string; protocol?: string; nodePort?: number }[];
    externalName?: string;
    [field: string]: unknown;
  };
  status: { loadBalancer?: { ingress?: { ip?: string; hostname?: string }[] } };
};

export type HorizontalPodAutoscaler = KubeObject & {
  spec: {
    scaleTargetRef: { apiVersion: string; kind: string; name: string };
    minReplicas?: number;
    maxReplicas: number;
    metrics?: { type: string; resource?: { name: string; target: { type: string; averageUtilization?: number } } }[];
  };
  status: Dict;
};

export type PersistentVolumeClaim = KubeObject & {
  spec: {
    accessModes: string[];
    resources: { requests: ResourceList };
    storageClassName?: string;
    volumeName?: string;
    volumeMode?: string;
  };
  status: { phase?: string; accessModes?: string[]; capacity?: ResourceList };
};

export type StorageClass = KubeObject & {
  provisioner: string;
  reclaimPolicy?: string;
  volumeBindingMode?: string;
  allowVolumeExpansion?: boolean;
};

export type CustomResourceDefinition = KubeObject & {
  spec: {
    group: string;
    scope: string;
    names: {
      plural: string;
      singular: string;
      kind: string;
      listKind?: string;
      shortNames?: string[];
      categories?: string[];
    };
    versions: {
      name: string;
      served: boolean;
      storage: boolean;
      subresources?: { status?: Dict; scale?: Dict };
      additionalPrinterColumns?: {
        name: string;
        type: string;
        jsonPath: string;
        description?: string;
        priority?: number;
      }[];
      schema?: Dict;
    }[];
  };
  status: Dict;
};
