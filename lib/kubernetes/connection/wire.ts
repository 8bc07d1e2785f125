import type { Readable } from "node:stream";
import type { ConnectionHealth } from "../types/connection.ts";

/** One request as it goes out: path with prefix and query, headers complete but for pseudo headers and Host. */
export type WireRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string | undefined;
  /** Open-ended: watch or log follow. */
  readonly streaming: boolean;
};

/** The beginning of an answer. `body` fails with the signal's reason when the request is aborted. */
export type WireResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
  /** False until the server has ended the body properly: a cut-off body is not an answer. */
  complete(): boolean;
};

/** Carries requests to one server over whichever protocol it speaks. */
export type Transport = {
  exchange(request: WireRequest, signal: AbortSignal): Promise<WireResponse>;
  protocol(): ConnectionHealth["protocol"];
  servingCertificate(): ConnectionHealth["servingCertificate"];
  /** Drops what is open; the next exchange dials and negotiates anew. */
  reset(): void;
  close(): void;
};
