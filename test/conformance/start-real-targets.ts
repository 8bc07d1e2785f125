import { findBinaries } from "../control-plane/find-binaries.ts";
import { type ControlPlane, startControlPlane } from "../control-plane/start-control-plane.ts";

/** Two real control planes, started at the same time. */
export async function startRealTargets(): Promise<[ControlPlane, ControlPlane]> {
  const binaries = await findBinaries();
  return Promise.all([
    startControlPlane({ name: "real-1", binaries }),
    startControlPlane({ name: "real-2", binaries }),
  ]);
}
