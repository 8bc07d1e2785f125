import { formatBytes, formatCpu } from "#lib/core/format-quantity";
import type { ContainerDetail } from "#lib/workloads/schemas";
import { Badge } from "../ui/badge.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { shortImage } from "../ui/short-image.ts";
import { Status } from "../ui/status.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";
import { containerState } from "./container-state.ts";

const ROLE = { init: "init", sidecar: "sidecar", main: undefined, ephemeral: "debug" };

/** Every container of a pod, in the order in which they start: state, exit, restarts, requests and limits. */
export function ContainerList({ containers }: { containers: readonly ContainerDetail[] }) {
  return (
    <Table aria-label="Containers">
      <thead>
        <tr>
          <Th>Container</Th>
          <Th>State</Th>
          <Th numeric>Restarts</Th>
          <Th numeric>CPU</Th>
          <Th numeric>Memory</Th>
        </tr>
      </thead>
      <tbody>
        {containers.map((container) => (
          <Tr key={`${container.role}/${container.name}`}>
            <Td className="max-w-64">
              <span className="flex items-center gap-1.5">
                <span className="mono truncate text-ink">{container.name}</span>
                {ROLE[container.role] && <Badge>{ROLE[container.role]}</Badge>}
              </span>
              <Copyable
                text={container.image}
                shown={shortImage(container.image)}
                what="image"
                className="text-ink-3"
              />
            </Td>
            <Td>
              <ContainerStateCell container={container} />
            </Td>
            <Td numeric>{container.restarts}</Td>
            <Td numeric>
              <Bounds request={container.cpuRequest} limit={container.cpuLimit} format={formatCpu} />
            </Td>
            <Td numeric>
              <Bounds request={container.memoryRequest} limit={container.memoryLimit} format={formatBytes} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function ContainerStateCell({ container }: { container: ContainerDetail }) {
  const state = containerState(container);
  return (
    <div className="grid gap-0.5">
      <span className="inline-flex items-baseline gap-2">
        <Status level={state.level} label={state.label} />
        {state.since !== undefined && (
          <RelativeTime
            at={state.since}
            {...(container.state === "terminated" ? { suffix: "ago" } : { prefix: "for" })}
            className="text-ink-3 text-small"
          />
        )}
      </span>
      {container.message && (
        <span className="max-w-96 whitespace-normal break-words text-ink-2 text-small">{container.message}</span>
      )}
      {state.before && (
        <span className="text-ink-2 text-small">
          before: {state.before}{" "}
          {container.lastFinishedAt !== undefined && <RelativeTime at={container.lastFinishedAt} suffix="ago" />}
        </span>
      )}
    </div>
  );
}

type BoundsProps = { request: number | undefined; limit: number | undefined; format: (value: number) => string };

/** Request over limit. No request and no limit are words, not zeros. */
function Bounds({ request, limit, format }: BoundsProps) {
  return (
    <span className="grid whitespace-nowrap">
      <span>{request === undefined ? <span className="text-ink-3">no request</span> : format(request)}</span>
      <span className="text-ink-3 text-small">{limit === undefined ? "no limit" : `limit ${format(limit)}`}</span>
    </span>
  );
}
