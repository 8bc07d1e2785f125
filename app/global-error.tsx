"use client";

import "./globals.css";

type GlobalErrorProps = { error: unknown; retry: () => void };

/** When even the shell cannot be drawn. It brings its own document. */
export default function GlobalError({ retry }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <title>Wheelhouse</title>
        <main className="grid min-h-dvh place-content-center gap-3 text-center">
          <h1 className="text-title">Wheelhouse could not show this page.</h1>
          <button type="button" className="text-accent underline" onClick={() => retry()}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
