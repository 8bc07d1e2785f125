"use client";

import { RotateCw, TriangleAlert } from "lucide-react";
import { Button } from "./button.tsx";
import { Copyable } from "./copyable.tsx";
import { EmptyState } from "./empty-state.tsx";

export type ErrorStateProps = {
  /** What failed, in plain words. */
  message: string;
  requestId?: string;
  onRetry?: () => void;
  heading?: "h1" | "h2";
};

/** Something failed: what, the request id for whoever looks into it, and a way to try again. */
export function ErrorState({ message, requestId, onRetry, heading }: ErrorStateProps) {
  return (
    <div role="alert">
      <EmptyState
        icon={<TriangleAlert />}
        title={message}
        heading={heading}
        action={
          onRetry && (
            <Button icon={<RotateCw aria-hidden />} onClick={onRetry}>
              Try again
            </Button>
          )
        }
      >
        {requestId && (
          <span className="inline-flex items-center gap-1.5">
            Request <Copyable text={requestId} what="request id" />
          </span>
        )}
      </EmptyState>
    </div>
  );
}
