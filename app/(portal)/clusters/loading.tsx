import { FleetSkeleton } from "#components/clusters/fleet-skeleton";

export default function Loading() {
  return <FleetSkeleton />;
}
