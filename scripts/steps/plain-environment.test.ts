import { expect, test } from "vitest";
import { plainEnvironment } from "./plain-environment.ts";

test("no setting of a portal comes from the shell, everything else does", () => {
  const shell = {
    PATH: "/bin",
    HTTPS_PROXY: "http://proxy",
    KUBECONFIG: "/home/me/.kube/config",
    NODE_ENV: "test",
    PORT: "1",
    HOST: "x86_64-conda-linux-gnu",
    DATABASE_URL: "postgres://db.example.com/production",
    WHEELHOUSE_URL: "https://portal.example.com",
    WHEELHOUSE_METRICS_TOKEN: "metrics",
    NEXTAUTH_URL: "https://portal.example.com",
  } as const;
  expect(plainEnvironment(shell)).toEqual({
    PATH: "/bin",
    HTTPS_PROXY: "http://proxy",
    KUBECONFIG: "/home/me/.kube/config",
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    DATABASE_URL: "",
  });
});
