"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { isApiError } from "#lib/http/api-client";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { ForbiddenState } from "../ui/forbidden-state.tsx";

export type QueryStateProps<T> = {
  result: UseQueryResult<T, Error>;
  /** In the shape of the result. */
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
};

/**
 * Loading, forbidden, gone, failed, or the data. Old data stays while a new try fails, the live dot says so; but not
 * when the answer is that there is nothing here for this person any more.
 */
export function QueryState<T>({ result, skeleton, children }: QueryStateProps<T>) {
  if (result.data !== undefined && !isRefusal(result.error)) return children(result.data);
  if (!result.error) return skeleton;
  return <QueryError heading="h1" error={result.error} onRetry={() => void result.refetch()} />;
}

export type QueryErrorProps = {
  error: Error;
  onRetry: () => void;
  /** `h1` where it is all that the page shows. */
  heading?: "h1" | "h2";
};

/** Whether the server has said that the person may not see this, or that it does not exist. */
export function isRefusal(error: Error | null): boolean {
  return isApiError(error) && (error.code === "forbidden" || error.code === "not_found");
}

/** Why there is no data, in the words of its kind. */
export function QueryError({ error, onRetry, heading }: QueryErrorProps) {
  if (!isApiError(error))
    return <ErrorState heading={heading} message="Something went wrong on this page." onRetry={onRetry} />;
  if (error.code === "forbidden") {
    return (
      <ForbiddenState
        heading={heading}
        missing={error.message}
        grantedBy="An owner of the team or a platform engineer can grant a role that allows it."
      />
    );
  }
  if (error.code === "not_found") {
    return (
      <EmptyState heading={heading} title={error.message}>
        It may have been removed since the link was made. An owner of the team can say whether you should see it.
      </EmptyState>
    );
  }
  return <ErrorState heading={heading} message={error.message} requestId={error.requestId} onRetry={onRetry} />;
}
