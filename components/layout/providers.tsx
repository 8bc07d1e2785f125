"use client";

import { isServer, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { isApiError } from "#lib/http/api-client";
import { KeyboardProvider } from "../keyboard/keyboard-provider.tsx";
import { NoticeHost } from "../ui/notice-host.tsx";
import { NowProvider } from "../ui/now.tsx";

export type ProvidersProps = {
  /** Of this page's content policy: for the style elements that the theme and the dialogs insert. */
  nonce: string | undefined;
  /** Epoch milliseconds on the server. */
  now: number;
  children: ReactNode;
};

export function Providers({ nonce, now, children }: ProvidersProps) {
  const [queries] = useState(createQueries);
  if (!isServer && nonce !== undefined) setNonce(nonce);
  return (
    <ThemeProvider attribute="data-theme" defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
      <NuqsAdapter>
        <QueryClientProvider client={queries}>
          <NowProvider initial={now}>
            <KeyboardProvider>{children}</KeyboardProvider>
          </NowProvider>
          <NoticeHost />
        </QueryClientProvider>
      </NuqsAdapter>
    </ThemeProvider>
  );
}

const STALE_MS = 15_000;

/** Lists are kept current by the live stream; what is not live is fetched again when it is looked at after a while. */
function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_MS,
        refetchOnWindowFocus: true,
        retry: (count, error) => count < 2 && (!isApiError(error) || error.status === 0 || error.status >= 502),
      },
    },
  });
}
