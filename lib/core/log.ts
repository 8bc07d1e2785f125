import { pino } from "pino";

/** Structured logging. Fields first, then a plain sentence: `log.info({ cluster }, "watch restarted")`. */
export type Log = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  child(fields: object): Log;
};

/** Keys whose values never reach a log, wherever they stand in the logged object. */
const SECRET_KEYS = [
  "password",
  "token",
  "secret",
  "authorization",
  "cookie",
  "key",
  "ciphertext",
  "kubeconfig",
  "credential",
  "client-key-data",
  "client-certificate-data",
];

/** A logger that writes JSON lines to standard output, with secrets replaced by `[redacted]`. */
export function createLog(level: string): Log {
  const paths = SECRET_KEYS.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]);
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: "[redacted]" },
    serializers: { err: serializeError, error: serializeError },
  });
}

/** Only what helps and cannot hold request data: name, code, message and the first lines of the stack. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error).slice(0, 200) };
  const code = "code" in error ? error.code : undefined;
  return { name: error.name, code, message: error.message, stack: error.stack?.split("\n").slice(0, 8) };
}

/** Says nothing; for tests. */
export const silentLog: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silentLog,
};
