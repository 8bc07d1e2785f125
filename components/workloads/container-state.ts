import type { ContainerDetail } from "#lib/workloads/schemas";
import type { StatusLevel } from "../ui/status.tsx";

export type ContainerStateText = {
  level: StatusLevel;
  label: string;
  /** Epoch seconds since when it is in this state. */
  since: number | undefined;
  /** How its previous run ended: "OOMKilled, exit 137". */
  before: string | undefined;
};

type Facts = Pick<
  ContainerDetail,
  "state" | "reason" | "ready" | "role" | "exitCode" | "startedAt" | "finishedAt" | "lastReason" | "lastExitCode"
>;

/** Waiting for these is part of starting; any other reason to wait is a problem. */
const STARTING = new Set(["ContainerCreating", "PodInitializing"]);

/** A container's state in one word and a level, as `kubectl describe pod` tells it. */
export function containerState(container: Facts): ContainerStateText {
  const before = ending(container.lastReason, container.lastExitCode);
  if (container.state === "running") {
    const ready = container.ready || container.role === "init" || container.role === "ephemeral";
    const level = ready ? "healthy" : "degraded";
    return { level, label: ready ? "Running" : "Running, not ready", since: container.startedAt, before };
  }
  if (container.state === "terminated") {
    const ok = container.exitCode === 0;
    const label = ok ? "Completed" : (ending(container.reason, container.exitCode) ?? "Terminated");
    return { level: ok ? "idle" : "failing", label, since: container.finishedAt, before };
  }
  if (container.state === "waiting") {
    const starting = container.reason === undefined || STARTING.has(container.reason);
    return {
      level: starting ? "progressing" : "failing",
      label: container.reason ?? "Waiting",
      since: undefined,
      before,
    };
  }
  return { level: "unknown", label: "Unknown", since: undefined, before };
}

function ending(reason: string | undefined, exitCode: number | undefined): string | undefined {
  if (reason === undefined && exitCode === undefined) return undefined;
  return [reason, exitCode === undefined ? undefined : `exit ${exitCode}`].filter(Boolean).join(", ");
}
