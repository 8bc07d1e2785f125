import { lookAgain } from "#lib/http/api-client";
import type { TeamDetail, TeamList } from "./schemas.ts";

export const teamsQuery = {
  queryKey: ["teams"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => lookAgain<TeamList>("/api/teams", signal),
};

export function teamQuery(slug: string) {
  return {
    queryKey: ["teams", slug] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => lookAgain<TeamDetail>(`/api/teams/${slug}`, signal),
  };
}
