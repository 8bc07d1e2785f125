"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { ERROR_TABLE } from "#lib/core/errors";
import { isApiError } from "#lib/http/api-client";
import { workloadYamlQuery } from "#lib/workloads/queries";
import type { WorkloadRef } from "#lib/workloads/schemas";
import { CopyButton } from "../ui/copyable.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { ForbiddenState } from "../ui/forbidden-state.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Skeleton } from "../ui/skeleton.tsx";

const CodeView = dynamic(() => import("../code/code-view.tsx").then((module) => module.CodeView), {
  ssr: false,
  loading: () => <Skeleton className="h-96 w-full" />,
});

/** The object as the cluster has it now. Read when the tab is opened, as the person who looks. */
export function YamlTab({ workload }: { workload: WorkloadRef }) {
  const { data, error, refetch } = useQuery({ ...workloadYamlQuery(workload), staleTime: 30_000 });
  if (data === undefined && isApiError(error) && error.code === "forbidden") {
    return <ForbiddenState missing={error.message} grantedBy={whoGrants(error.message)} />;
  }
  if (data === undefined && error) {
    return (
      <ErrorState
        message={error.message}
        requestId={isApiError(error) ? error.requestId : undefined}
        onRetry={() => void refetch()}
      />
    );
  }
  if (data === undefined) return <Skeleton className="h-96 w-full" />;
  return (
    <div>
      <div className="mb-1.5 flex items-center gap-2 text-ink-3 text-small">
        <span>
          Read <RelativeTime at={data.readAt / 1000} suffix="ago" />
        </span>
        {data.redacted.length > 0 && (
          <span title={data.redacted.join("\n")}>
            · {data.redacted.length} {data.redacted.length === 1 ? "value" : "values"} hidden
          </span>
        )}
        <CopyButton text={data.yaml} what="YAML" className="ml-auto" />
      </div>
      <CodeView text={data.yaml} label={`YAML of ${workload.name}`} />
    </div>
  );
}

/** Where it is the cluster that refuses, the sentence says itself what must be done there. */
function whoGrants(message: string): string | undefined {
  if (message !== ERROR_TABLE.forbidden.sentence) return undefined;
  return "An owner of the team or a platform engineer can grant it.";
}
