import { lookAgain } from "#lib/http/api-client";
import type { UserList } from "./schemas.ts";

export const usersQuery = {
  queryKey: ["users"] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => lookAgain<UserList>("/api/users", signal),
};
