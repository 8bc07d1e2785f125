"use client";

import { ErrorState } from "#components/ui/error-state";

type ErrorPageProps = { error: unknown; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return <ErrorState heading="h1" message="This page could not be shown." requestId={digest} onRetry={retry} />;
}
