import type { ClusterState } from "../registry/cluster-state.ts";
import type { KubeObject } from "../types/object.ts";
import { timestamp } from "../util/time.ts";

/** Events live this long (the API server's `--event-ttl`). */
const TTL_MS = 3_600_000;
const SWEEP_MS = 120_000;
/** From this many different messages on, a series is told as one (client-go's EventAggregator). */
const COMBINE_FROM = 10;

export type EventSource = { component: string; host?: string };

/** Writes events, counting equal ones instead of repeating them, and drops them when they are old. */
export class EventRecorder {
  readonly #state: ClusterState;
  readonly #earliest: number;
  readonly #known = new Map<string, string>();
  readonly #messages = new Map<string, Set<string>>();

  constructor(state: ClusterState, start: number) {
    this.#state = state;
    this.#earliest = start - TTL_MS;
    this.#scheduleSweep();
  }

  record(
    about: KubeObject,
    type: "Normal" | "Warning",
    reason: string,
    message: string,
    source: EventSource,
    fieldPath?: string,
  ): void {
    const { clock, store } = this.#state;
    const now = clock.now();
    if (now < this.#earliest) return;
    const group = `${about.metadata.uid}/${type}/${reason}`;
    const combined = this.#isCombined(group, message);
    const series = combined ? group : `${group}/${message}/${fieldPath ?? ""}`;
    const namespace = about.metadata.namespace ?? "default";
    const known = this.#known.get(series);
    const event = known === undefined ? undefined : store.get("events", namespace, known);
    const text = combined ? `(combined from similar events): ${message}` : message;
    if (event) {
      store.put("events", { ...event, count: Number(event.count) + 1, lastTimestamp: timestamp(now), message: text });
      return;
    }
    this.#create(series, about, namespace, { type, reason, message: text }, source, fieldPath);
  }

  #isCombined(group: string, message: string): boolean {
    const messages = this.#messages.get(group) ?? new Set<string>();
    messages.add(message);
    this.#messages.set(group, messages);
    return messages.size > COMBINE_FROM;
  }

  #create(
    series: string,
    about: KubeObject,
    namespace: string,
    what: { type: string; reason: string; message: string },
    source: EventSource,
    fieldPath: string | undefined,
  ): void {
    const { clock, random, store } = this.#state;
    if (!store.get("namespaces", undefined, namespace)) return;
    const now = timestamp(clock.now());
    const name = `${about.metadata.name}.${random.hex(16)}`;
    this.#known.set(series, name);
    const { uid, resourceVersion } = about.metadata;
    store.put("events", {
      apiVersion: "v1",
      kind: "Event",
      metadata: { name, namespace, uid: random.uuid(), resourceVersion: "", creationTimestamp: now },
      involvedObject: {
        kind: about.kind,
        ...(about.metadata.namespace ? { namespace: about.metadata.namespace } : {}),
        name: about.metadata.name,
        uid,
        apiVersion: about.apiVersion,
        resourceVersion,
        ...(fieldPath ? { fieldPath } : {}),
      },
      ...what,
      source,
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
      eventTime: null,
      reportingComponent: source.component,
      reportingInstance: source.host ?? "",
    });
  }

  #scheduleSweep(): void {
    const { clock } = this.#state;
    clock.after(Math.max(SWEEP_MS, this.#earliest + TTL_MS - clock.now()), () => {
      this.#sweep();
      this.#scheduleSweep();
    });
  }

  #sweep(): void {
    const { clock, store } = this.#state;
    const oldest = clock.now() - TTL_MS;
    for (const event of store.list("events")) {
      const last = Date.parse(String(event.lastTimestamp ?? event.metadata.creationTimestamp));
      if (last < oldest) store.remove("events", event.metadata.namespace, event.metadata.name);
    }
    const alive = new Set(store.list("events").map(({ metadata }) => metadata.name));
    for (const [series, name] of this.#known) if (!alive.has(name)) this.#known.delete(series);
    if (this.#messages.size > 5_000) this.#messages.clear();
  }
}
