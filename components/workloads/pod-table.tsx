import Link from "next/link";
import { formatBytes, formatCpu } from "#lib/core/format-quantity";
import { unmeasuredReason } from "#lib/workloads/format";
import type { PodDetail, WorkloadDetail } from "#lib/workloads/schemas";
import { Card } from "../ui/card.tsx";
import { cn } from "../ui/cn.tsx";
import { Dash, RelativeTime } from "../ui/relative-time.tsx";
import { Sentence } from "../ui/sentence.tsx";
import { Status } from "../ui/status.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";

export type PodTableProps = {
  pods: readonly PodDetail[];
  /** Where the figures of their use stand. */
  metrics: WorkloadDetail["metrics"];
  podHref: (name: string) => string;
  stale?: boolean;
  /** Shows why under each pod that is not well. */
  reasons?: boolean;
};

/** The pods of a workload in one line each. */
export function PodTable({ pods, metrics, podHref, stale, reasons }: PodTableProps) {
  const old = metrics.state === "stale";
  const why = (pod: PodDetail) => (isRunning(pod) ? unmeasuredReason(metrics.state) : "nothing of it runs");
  return (
    <Card>
      <Table aria-label="Pods" className="[&_td]:px-2 [&_th]:px-2 [&_td:first-child]:pl-3 [&_th:first-child]:pl-3">
        <thead>
          <tr>
            <Th className="w-full">Pod</Th>
            <Th>State</Th>
            <Th>Node</Th>
            <Th numeric title="Used now, and below what is requested">
              CPU
            </Th>
            <Th numeric title="Used now, and below what is requested">
              Memory
            </Th>
            <Th numeric>Restarts</Th>
            <Th numeric>Age</Th>
          </tr>
        </thead>
        <tbody>
          {pods.map((pod) => (
            <Tr key={pod.key}>
              <Td className="min-w-40 max-w-0">
                <Link
                  href={podHref(pod.name)}
                  prefetch={false}
                  title={pod.name}
                  className="mono block truncate rounded-sm text-ink hover:underline"
                >
                  {pod.name}
                </Link>
                {reasons && pod.verdict.level !== "healthy" && (
                  <Sentence text={pod.verdict.sentence} className="block whitespace-normal text-ink-2 text-small" />
                )}
              </Td>
              <Td className="whitespace-nowrap">
                <Status level={pod.verdict.level} label={pod.verdict.label} stale={stale} />
              </Td>
              <Td className="mono whitespace-nowrap">{pod.node ?? <span className="text-ink-3">not placed</span>}</Td>
              <UseTd used={pod.used?.cpu} requested={pod.cpuRequest} format={formatCpu} why={why(pod)} stale={old} />
              <UseTd
                used={pod.used?.memory}
                requested={pod.memoryRequest}
                format={formatBytes}
                why={why(pod)}
                stale={old}
              />
              <Td numeric>{pod.restarts}</Td>
              <Td numeric>
                <RelativeTime at={pod.createdAt} className="text-ink-3" />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function isRunning({ containers }: PodDetail): boolean {
  return containers.some(({ state }) => state === "running");
}

type UseTdProps = {
  used: number | undefined;
  requested: number;
  format: (amount: number) => string;
  /** Why there is no figure. */
  why: string;
  /** It is the last figure known. */
  stale: boolean;
};

/** What is used, and below what is requested; above its request a pod is among the first to give way. */
function UseTd({ used, requested, format, why, stale }: UseTdProps) {
  const over = used !== undefined && !stale && requested > 0 && used > requested;
  const request = requested === 0 ? "no request" : `of ${format(requested)}`;
  return (
    <Td numeric className="whitespace-nowrap">
      {used === undefined ? <Dash reason={why} /> : format(used)}
      <span className={cn("block text-small", over ? "text-degraded" : "text-ink-3")}>
        {stale && used !== undefined ? `${request}, stale` : request}
      </span>
    </Td>
  );
}
