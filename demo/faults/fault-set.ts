import type { RequestInfo } from "../server/request-info.ts";
import type { Fault, FaultKind, FaultMatch } from "./fault.ts";

type Of<K extends FaultKind> = Extract<Fault, { kind: K }>;

function hits(match: FaultMatch | undefined, request: RequestInfo): boolean {
  if (!match) return true;
  if (match.verb !== undefined && match.verb !== request.verb) return false;
  if (match.resource !== undefined && match.resource !== request.resource) return false;
  return match.path === undefined || request.path.startsWith(match.path);
}

/** The faults of one cluster at the moment. */
export class FaultSet {
  readonly #faults = new Map<FaultKind, Fault>();
  readonly #held = new WeakMap<Fault, Set<RequestInfo>>();

  get all(): Fault[] {
    return [...this.#faults.values()];
  }

  set(fault: Fault): void {
    this.#faults.set(fault.kind, { ...fault });
  }

  clear(kind?: FaultKind): void {
    if (kind) this.#faults.delete(kind);
    else this.#faults.clear();
  }

  has(kind: FaultKind): boolean {
    return this.#faults.has(kind);
  }

  /** Whether the fault stands and hits the request; a counted fault keeps to those that it hit first. */
  holds(kind: FaultKind, request: RequestInfo): boolean {
    const fault = this.#faults.get(kind);
    if (!fault || !hits(fault.match, request)) return false;
    if (fault.times === undefined) return true;
    const held = this.#held.get(fault) ?? new Set();
    this.#held.set(fault, held);
    if (held.size < fault.times) held.add(request);
    return held.has(request);
  }

  /** The fault of this kind when it hits the request; a counted fault is used up by it. */
  take<K extends FaultKind>(kind: K, request: RequestInfo): Of<K> | undefined {
    const fault = this.#faults.get(kind) as Of<K> | undefined;
    if (!fault || !hits(fault.match, request)) return undefined;
    if (fault.times !== undefined) {
      fault.times -= 1;
      if (fault.times <= 0) this.#faults.delete(kind);
    }
    return fault;
  }
}
