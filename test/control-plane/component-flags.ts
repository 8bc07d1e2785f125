import { join } from "node:path";
import type { ControlPlanePki } from "./create-pki.ts";

export type Ports = {
  readonly etcd: number;
  readonly etcdPeer: number;
  readonly apiServer: number;
  readonly controllerManager: number;
  readonly scheduler: number;
  readonly kwok: number;
};

const LOOPBACK = "127.0.0.1";

/** etcd on loopback; nothing is synced to disk, as the data ends with the test. */
export function etcdFlags(dir: string, ports: Ports): string[] {
  const client = `http://${LOOPBACK}:${ports.etcd}`;
  const peer = `http://${LOOPBACK}:${ports.etcdPeer}`;
  return [
    `--data-dir=${join(dir, "etcd")}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    "--log-level=warn",
    "--unsafe-no-fsync",
  ];
}

export function apiServerFlags(dir: string, ports: Ports, { files }: ControlPlanePki): string[] {
  return [
    `--etcd-servers=http://${LOOPBACK}:${ports.etcd}`,
    `--secure-port=${ports.apiServer}`,
    `--bind-address=${LOOPBACK}`,
    `--advertise-address=${LOOPBACK}`,
    "--endpoint-reconciler-type=none",
    "--service-cluster-ip-range=10.0.0.0/24",
    "--allow-privileged=true",
    "--authorization-mode=RBAC",
    `--cert-dir=${join(dir, "apiserver")}`,
    `--tls-cert-file=${files.cert}`,
    `--tls-private-key-file=${files.key}`,
    `--client-ca-file=${files.ca}`,
    `--service-account-key-file=${files.accountPublicKey}`,
    `--service-account-signing-key-file=${files.accountKey}`,
    "--service-account-issuer=https://kubernetes.default.svc",
    `--kubelet-client-certificate=${files.admin}`,
    `--kubelet-client-key=${files.adminKey}`,
    "--kubelet-preferred-address-types=InternalIP",
  ];
}

export function controllerManagerFlags(dir: string, ports: Ports, { files }: ControlPlanePki): string[] {
  return [
    `--kubeconfig=${files.controllerManager}`,
    `--authentication-kubeconfig=${files.controllerManager}`,
    `--authorization-kubeconfig=${files.controllerManager}`,
    "--leader-elect=false",
    "--use-service-account-credentials=true",
    `--service-account-private-key-file=${files.accountKey}`,
    `--root-ca-file=${files.ca}`,
    `--cluster-signing-cert-file=${files.ca}`,
    `--cluster-signing-key-file=${files.caKey}`,
    `--cert-dir=${join(dir, "controller-manager")}`,
    `--secure-port=${ports.controllerManager}`,
    `--bind-address=${LOOPBACK}`,
    "--kube-api-qps=100",
    "--kube-api-burst=200",
  ];
}

export function schedulerFlags(dir: string, ports: Ports, { files }: ControlPlanePki): string[] {
  return [
    `--kubeconfig=${files.scheduler}`,
    `--authentication-kubeconfig=${files.scheduler}`,
    `--authorization-kubeconfig=${files.scheduler}`,
    "--leader-elect=false",
    `--cert-dir=${join(dir, "scheduler")}`,
    `--secure-port=${ports.scheduler}`,
    `--bind-address=${LOOPBACK}`,
  ];
}

/** kwok plays the kubelets of all nodes, by the stages in a file. */
export function kwokFlags(stages: string, ports: Ports, { files }: ControlPlanePki): string[] {
  return [
    `--kubeconfig=${files.adminKubeconfig}`,
    "--manage-all-nodes=true",
    `--node-ip=${LOOPBACK}`,
    `--node-port=${ports.kwok}`,
    `--server-address=${LOOPBACK}:${ports.kwok}`,
    `--tls-cert-file=${files.cert}`,
    `--tls-private-key-file=${files.key}`,
    `--config=${stages}`,
  ];
}
