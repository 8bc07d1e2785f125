import { formatBytes, formatCount, formatCpu } from "#lib/core/format-quantity";
import type { NamespaceDetail } from "#lib/namespaces/schemas";
import { Card } from "../ui/card.tsx";
import { Dash } from "../ui/relative-time.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";

type Limit = NamespaceDetail["limits"]["items"][number];

/** Defaults and bounds that LimitRanges set. */
export function LimitTable({ limits }: { limits: readonly Limit[] }) {
  return (
    <Card>
      <Table aria-label="Limit ranges">
        <thead>
          <tr>
            <Th>Limit range</Th>
            <Th>Of</Th>
            <Th numeric>Default request</Th>
            <Th numeric>Default limit</Th>
            <Th numeric>Least</Th>
            <Th numeric>Most</Th>
          </tr>
        </thead>
        <tbody>
          {limits.map((limit) => (
            <Tr key={`${limit.name}/${limit.type}/${limit.resource}`}>
              <Td className="mono">{limit.name}</Td>
              <Td className="whitespace-nowrap">
                {limit.type} {limit.resource}
              </Td>
              <Figure limit={limit} value={limit.defaultRequest} />
              <Figure limit={limit} value={limit.default} />
              <Figure limit={limit} value={limit.min} />
              <Figure limit={limit} value={limit.max} />
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function Figure({ limit, value }: { limit: Limit; value: number | undefined }) {
  return (
    <Td numeric className="whitespace-nowrap">
      {value === undefined ? <Dash reason="Not set" /> : format(limit.resource, value)}
    </Td>
  );
}

function format(resource: string, value: number): string {
  if (resource === "cpu") return formatCpu(value);
  return /memory|storage/.test(resource) ? formatBytes(value) : formatCount(value);
}
