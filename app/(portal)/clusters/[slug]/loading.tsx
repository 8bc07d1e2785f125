import { ClusterSkeleton } from "#components/cluster-detail/cluster-skeleton";

export default function Loading() {
  return <ClusterSkeleton />;
}
