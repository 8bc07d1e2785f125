import type { NodeDetail } from "#lib/clusters/schemas";
import { formatBytes, formatCpu } from "#lib/core/format-quantity";
import { Card, CardSection } from "../ui/card.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { type Definition, DefinitionList } from "../ui/definition-list.tsx";
import { Dash, RelativeTime } from "../ui/relative-time.tsx";
import { Sentence } from "../ui/sentence.tsx";
import { Status } from "../ui/status.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";
import { VerdictCard } from "../workloads/verdict-card.tsx";
import { rolesOf } from "./node-columns.tsx";

const UNKNOWN = <Dash reason="The node does not say" />;

/** One node: verdict, facts, conditions. */
export function NodeView({ node }: { node: NodeDetail }) {
  return (
    <div className="grid gap-3 p-5">
      <div className="pr-16">
        <div className="flex flex-wrap items-center gap-x-2.5">
          <h2 className="min-w-0 truncate text-title tracking-[-0.015em]">
            <Copyable text={node.name} what="node name" mono={false} />
          </h2>
          <Status level={node.verdict.level} label={node.verdict.label} />
        </div>
        <p className="text-ink-2 text-table">Node · {rolesOf(node)}</p>
      </div>
      {node.verdict.level !== "healthy" && <VerdictCard verdict={node.verdict} evidence={[]} />}
      <Card>
        <CardSection title="Facts">
          <DefinitionList items={factsOf(node)} />
        </CardSection>
      </Card>
      <Card>
        <CardSection title="Conditions">
          <Conditions node={node} />
        </CardSection>
      </Card>
    </div>
  );
}

function factsOf(node: NodeDetail): Definition[] {
  const use = (capacity: NodeDetail["cpu"], format: (value: number) => string) => {
    if (capacity.allocatable === undefined) return UNKNOWN;
    const requested = capacity.requested === undefined ? "–" : format(capacity.requested);
    return `${requested} requested of ${format(capacity.allocatable)}`;
  };
  const pods = `${node.pods ?? "–"} of at most ${node.podsAllocatable ?? "–"}`;
  const rows: Definition[] = [
    { term: "CPU", value: use(node.cpu, formatCpu) },
    { term: "Memory", value: use(node.memory, formatBytes) },
    { term: "Pods", value: pods },
    { term: "Kubelet", value: node.version ?? UNKNOWN },
    { term: "Machine", value: [node.instanceType, node.architecture].filter(Boolean).join(" · ") || UNKNOWN },
    { term: "System", value: node.osImage ?? UNKNOWN },
    { term: "Zone", value: node.zone ?? UNKNOWN },
    { term: "Age", value: <RelativeTime at={node.createdAt} /> },
  ];
  if (node.gpu.allocatable) rows.splice(2, 0, { term: "GPUs", value: use(node.gpu, String) });
  if (node.taints.length > 0)
    rows.push({ term: "Taints", value: <span className="mono">{node.taints.join(", ")}</span> });
  return rows;
}

function Conditions({ node }: { node: NodeDetail }) {
  return (
    <div className="-mx-3">
      <Table aria-label="Conditions">
        <thead>
          <tr>
            <Th>Condition</Th>
            <Th>State</Th>
            <Th>Says</Th>
            <Th numeric>Since</Th>
          </tr>
        </thead>
        <tbody>
          {node.conditions.map((condition) => (
            <Tr key={condition.type}>
              <Td className="font-medium">{condition.type}</Td>
              <Td>
                <Status level={levelOf(condition)} label={condition.status} />
              </Td>
              <Td className="text-ink-2">
                <Sentence text={condition.message ?? condition.reason ?? ""} />
              </Td>
              <Td numeric className="text-ink-3">
                <RelativeTime at={condition.since} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

/** `Ready` should be true, all other conditions false. */
function levelOf({ type, status }: NodeDetail["conditions"][number]): "healthy" | "failing" | "degraded" | "unknown" {
  if (status === "Unknown") return "unknown";
  if (type === "Ready") return status === "True" ? "healthy" : "failing";
  return status === "False" ? "healthy" : "degraded";
}
