import { type Logger, pino } from "pino";
import { maskText, redact } from "./redact.ts";

/** Structured logging. Fields first, then a plain sentence: `log.info({ cluster }, "watch restarted")`. */
export type Log = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  child(fields: object): Log;
};

/**
 * A logger that writes JSON lines, with secrets replaced by `[redacted]` (see `redact`).
 * @param destination standard output by default
 */
export function createLog(level: string, destination?: { write(line: string): void }): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (described: unknown) => described },
  };
  return asLog(destination ? pino(options, destination) : pino(options));
}

function asLog(logger: Logger): Log {
  const at = (level: "debug" | "info" | "warn" | "error") => (fields: object, message: string) => {
    if (logger.isLevelEnabled(level)) logger[level](redact(fields), maskText(message));
  };
  return {
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    child: (fields) => asLog(logger.child(redact(fields))),
  };
}

/** Says nothing; for tests. */
export const silentLog: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silentLog,
};
