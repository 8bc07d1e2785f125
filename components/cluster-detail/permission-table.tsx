import type { ClusterDiagnosis } from "#lib/clusters/schemas";
import { Status } from "../ui/status.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";

type Permission = ClusterDiagnosis["permissions"][number];

const RESULT = {
  allowed: { level: "healthy", label: "Allowed" },
  forbidden: { level: "degraded", label: "Not allowed" },
  unsupported: { level: "idle", label: "Not served" },
  unknown: { level: "unknown", label: "Not found out" },
} as const;

/** Every right that a diagnosis looked at, those that are missing first. */
export function PermissionTable({ permissions }: { permissions: readonly Permission[] }) {
  const rank = { forbidden: 0, unknown: 1, unsupported: 2, allowed: 3 };
  const sorted = permissions.toSorted((a, b) => rank[a.result] - rank[b.result] || nameOf(a).localeCompare(nameOf(b)));
  return (
    <Table aria-label="Rights of the credential">
      <thead>
        <tr>
          <Th>Right</Th>
          <Th>Where</Th>
          <Th>Result</Th>
          <Th>How it is known</Th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((permission) => (
          <Tr key={`${nameOf(permission)} ${permission.namespace}`}>
            <Td className="mono">{nameOf(permission)}</Td>
            <Td>{permission.namespace ?? "all namespaces"}</Td>
            <Td>
              <Status {...RESULT[permission.result]} />
            </Td>
            <Td className="text-ink-2">{permission.foundBy === "attempt" ? "by trying" : "the cluster says so"}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function nameOf({ verb, group, resource, subresource }: Permission): string {
  const object = [resource, subresource].filter(Boolean).join("/");
  return `${verb} ${object}${group === "" ? "" : `.${group}`}`;
}
