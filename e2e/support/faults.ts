import type { Fault, FaultKind } from "../../demo/faults/fault.ts";
import { currentStack, refuseElsewhere, type Stack } from "./stack.ts";

export type Faults = {
  set(cluster: string, fault: Fault): Promise<void>;
  clear(cluster: string, kind?: FaultKind): Promise<void>;
};

/** The switch of a fleet's faults; without a given one that of the demo. */
export function createFaults(control?: Stack["control"]): Faults {
  const send = async (method: string, path: string, body?: object) => {
    const { url, token } = control ?? currentStack().control;
    refuseElsewhere(url);
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      body: body ? JSON.stringify(body) : undefined,
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  };
  return {
    set: (cluster, fault) => send("POST", `/clusters/${cluster}/faults`, fault),
    clear: (cluster, kind) => send("DELETE", `/clusters/${cluster}/faults${kind ? `/${kind}` : ""}`),
  };
}
