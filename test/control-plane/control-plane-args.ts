import { join } from "node:path";

export type Ports = {
  readonly etcd: number;
  readonly etcdPeer: number;
  readonly apiserver: number;
  readonly controllerManager: number;
  readonly scheduler: number;
  readonly kwok: number;
};

/** The arguments of each program; certificates and kubeconfigs are files of `dir`. */
export function etcdArgs(dir: string, ports: Ports): string[] {
  const client = `http://127.0.0.1:${ports.etcd}`;
  const peer = `http://127.0.0.1:${ports.etcdPeer}`;
  return [
    `--data-dir=${join(dir, "etcd")}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    "--unsafe-no-fsync",
    "--log-level=warn",
  ];
}

export function apiserverArgs(dir: string, ports: Ports): string[] {
  const file = (name: string) => join(dir, name);
  return [
    `--etcd-servers=http://127.0.0.1:${ports.etcd}`,
    `--secure-port=${ports.apiserver}`,
    "--bind-address=127.0.0.1",
    "--advertise-address=127.0.0.1",
    `--cert-dir=${dir}`,
    `--tls-cert-file=${file("server.crt")}`,
    `--tls-private-key-file=${file("server.key")}`,
    `--client-ca-file=${file("ca.crt")}`,
    `--service-account-key-file=${file("serviceAccounts.crt")}`,
    `--service-account-signing-key-file=${file("serviceAccounts.key")}`,
    "--service-account-issuer=https://kubernetes.default.svc",
    "--authorization-mode=RBAC",
    "--service-cluster-ip-range=10.0.0.0/24",
    "--allow-privileged=true",
    "--endpoint-reconciler-type=none",
    `--kubelet-client-certificate=${file("kubelet.crt")}`,
    `--kubelet-client-key=${file("kubelet.key")}`,
    "--kubelet-preferred-address-types=InternalIP",
    "--etcd-compaction-interval=0",
  ];
}

export function controllerManagerArgs(dir: string, ports: Ports): string[] {
  const file = (name: string) => join(dir, name);
  return [
    `--kubeconfig=${file("controllerManager.kubeconfig")}`,
    "--leader-elect=false",
    `--service-account-private-key-file=${file("serviceAccounts.key")}`,
    `--root-ca-file=${file("ca.crt")}`,
    "--use-service-account-credentials=true",
    `--cluster-signing-cert-file=${file("ca.crt")}`,
    `--cluster-signing-key-file=${file("ca.key")}`,
    `--secure-port=${ports.controllerManager}`,
    "--bind-address=127.0.0.1",
    "--kube-api-qps=200",
    "--kube-api-burst=400",
  ];
}

export function schedulerArgs(dir: string, ports: Ports): string[] {
  return [
    `--kubeconfig=${join(dir, "scheduler.kubeconfig")}`,
    "--leader-elect=false",
    `--secure-port=${ports.scheduler}`,
    "--bind-address=127.0.0.1",
  ];
}

export function kwokArgs(dir: string, ports: Ports): string[] {
  const file = (name: string) => join(dir, name);
  return [
    `--kubeconfig=${file("admin.kubeconfig")}`,
    "--manage-all-nodes=true",
    "--node-ip=127.0.0.1",
    `--node-port=${ports.kwok}`,
    `--server-address=127.0.0.1:${ports.kwok}`,
    `--tls-cert-file=${file("server.crt")}`,
    `--tls-private-key-file=${file("server.key")}`,
    `--config=${join(import.meta.dirname, "stages.yaml")}`,
  ];
}
