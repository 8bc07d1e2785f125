import { parseArgs } from "node:util";

export type StartOptions = {
  /** Own clusters instead of the demo fleet. */
  readonly kubeconfig: string | undefined;
  readonly allowExecPlugins: boolean;
  readonly port: number;
  readonly fresh: boolean;
  readonly dev: boolean;
  readonly help: boolean;
};

export const USAGE = `npm start -- [options]
  --kubeconfig FILE       use the clusters of FILE instead of the demo fleet
  --allow-exec-plugins    let contexts of that FILE run their credential plugins
  --port N                serve on this port (3000)
  --fresh                 forget first what is stored for the demo, or with --kubeconfig for own clusters
  --dev                   rebuild pages as their code changes`;

/** @throws an Error with one sentence that names the option, the rule and the options there are */
export function parseOptions(args: readonly string[]): StartOptions {
  const { values } = read(args);
  if (values.kubeconfig === "") throw new Error("--kubeconfig: name a file, for example --kubeconfig ~/.kube/config.");
  if (values["allow-exec-plugins"] && !values.kubeconfig) {
    throw new Error("--allow-exec-plugins: goes with --kubeconfig FILE.");
  }
  return {
    kubeconfig: values.kubeconfig,
    allowExecPlugins: values["allow-exec-plugins"] ?? false,
    port: toPort(values.port ?? "3000"),
    fresh: values.fresh ?? false,
    dev: values.dev ?? false,
    help: values.help ?? false,
  };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        kubeconfig: { type: "string" },
        "allow-exec-plugins": { type: "boolean" },
        port: { type: "string" },
        fresh: { type: "boolean" },
        dev: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    const [reason = ""] = (error as Error).message.split(". ");
    throw new Error(`${reason}.\n${USAGE}`);
  }
}

function toPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error("--port: a number from 1 to 65535, for example --port 3001.");
}
