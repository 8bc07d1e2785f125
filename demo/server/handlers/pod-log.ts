import { apiErrors } from "../../registry/api-error.ts";
import { requireObject } from "../../registry/update-object.ts";
import type { Pod } from "../../types/workloads.ts";
import type { ResourceRequest } from "../context.ts";
import { isTrue, numberOf } from "../list-options.ts";
import { LOG_INTERVAL_MS, type LogLine, logLines, runOf } from "./log-text.ts";

const MAX_LINES = 20_000;

function containerName(pod: Pod, asked: string | null): string {
  const main = pod.spec.containers.map(({ name }) => name);
  const init = (pod.spec.initContainers ?? []).map(({ name }) => name);
  if (asked) {
    if ([...main, ...init].includes(asked)) return asked;
    throw apiErrors.badRequest(`container ${asked} is not valid for pod ${pod.metadata.name}`);
  }
  if (main.length === 1) return main[0] ?? "";
  const also = init.length > 0 ? ` or one of the init containers: [${init.join(" ")}]` : "";
  throw apiErrors.badRequest(
    `a container name must be specified for pod ${pod.metadata.name}, choose one of: [${main.join(" ")}]${also}`,
  );
}

function statusOf(pod: Pod, container: string) {
  return [...(pod.status.containerStatuses ?? []), ...(pod.status.initContainerStatuses ?? [])].find(
    ({ name }) => name === container,
  );
}

function waitingError(pod: Pod, container: string, previous: boolean): Error {
  const { name } = pod.metadata;
  if (previous) return apiErrors.badRequest(`previous terminated container "${container}" in pod "${name}" not found`);
  const waiting = statusOf(pod, container)?.state.waiting;
  if (waiting && /Image/.test(waiting.reason)) {
    return apiErrors.badRequest(
      `container "${container}" in pod "${name}" is waiting to start: trying and failing to pull image`,
    );
  }
  return apiErrors.badRequest(
    `container "${container}" in pod "${name}" is waiting to start: ${waiting?.reason ?? "ContainerCreating"}`,
  );
}

/** GET pods/NAME/log with the options of kubectl; `follow` goes on until the container or the client ends. */
export function handlePodLog(request: ResourceRequest): void {
  const { server, exchange, info, namespace } = request;
  const { query } = exchange;
  const pod = requireObject(server, info, namespace, request.request.name) as Pod;
  const container = containerName(pod, query.get("container"));
  const previous = isTrue(query, "previous");
  const now = server.clock.now();
  const run = runOf(statusOf(pod, container), previous, now);
  if (!run) throw waitingError(pod, container, previous);
  const sinceSeconds = numberOf(query, "sinceSeconds");
  const sinceTime = query.get("sinceTime");
  const since = sinceTime ? Date.parse(sinceTime) : sinceSeconds === undefined ? 0 : now - sinceSeconds * 1000;
  const lines = logLines(pod, container, run, since, Math.min(numberOf(query, "tailLines") ?? MAX_LINES, MAX_LINES));
  const print = ({ time, text }: LogLine): string =>
    `${isTrue(query, "timestamps") ? `${new Date(time).toISOString()} ` : ""}${text}\n`;
  const limit = numberOf(query, "limitBytes") ?? Number.POSITIVE_INFINITY;
  const text = lines.map(print).join("").slice(0, limit);
  if (!isTrue(query, "follow") || run.end !== "") {
    exchange.send(200, text, { "content-type": "text/plain" });
    return;
  }
  exchange.startStream("text/plain");
  if (text) exchange.write(text);
  follow(request, container, print, run.from, now);
}

function follow(
  { server, exchange, info, namespace, request }: ResourceRequest,
  container: string,
  print: (line: LogLine) => string,
  from: number,
  start: number,
): void {
  let sent = start;
  let cancel: (() => void) | undefined;
  const step = (): void => {
    const pod = server.store.get(info.key, namespace, request.name) as Pod | undefined;
    const run = pod && runOf(statusOf(pod, container), false, server.clock.now());
    if (!pod || !run || run.from !== from) {
      exchange.end();
      return;
    }
    const lines = logLines(pod, container, run, sent + 1, MAX_LINES);
    if (lines.length > 0) exchange.write(lines.map(print).join(""));
    sent = lines.at(-1)?.time ?? sent;
    if (run.end !== "") {
      exchange.end();
      return;
    }
    cancel = server.clock.after(LOG_INTERVAL_MS, step);
  };
  cancel = server.clock.after(LOG_INTERVAL_MS, step);
  exchange.onClose(() => cancel?.());
}
