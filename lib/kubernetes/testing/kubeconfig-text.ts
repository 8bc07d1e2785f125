type Parts = { cluster?: string; user?: string; context?: string; top?: string };

/** A kubeconfig with one context, from YAML fragments; each fragment's lines are indented where they belong. */
export function kubeconfigText({ cluster, user, context, top = "" }: Parts = {}): string {
  const indent = (text: string) =>
    text
      .split("\n")
      .map((line) => `    ${line}`)
      .join("\n");
  return `apiVersion: v1
kind: Config
current-context: prod
preferences: {}
${top}
clusters:
- name: prod-cluster
  cluster:
${indent(cluster ?? "server: https://api.cluster.example:6443")}
users:
- name: prod-user
  user:
${indent(user ?? "token: test-token")}
contexts:
- name: prod
  context:
${indent(context ?? "cluster: prod-cluster\nuser: prod-user\nnamespace: team-a")}
`;
}
