/** The import rules of the architecture, as errors. `scripts/check/boundaries.test.ts` plants one violation per rule. */
const TEST_FILES = [String.raw`\.test\.tsx?$`, String.raw`/testing[a-z-]*\.ts$`, "/testing/"];
const COMPOSING = "apps|search|summary|workloads|namespaces|live|me";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Data flows one way. A cycle means that two modules are one.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "screens-know-no-storage",
      comment: "Pages, routes and components reach data through the verbs of a domain only.",
      severity: "error",
      from: { path: "^(app|components)/", pathNot: TEST_FILES },
      to: { path: ["^lib/(db|kubernetes)/", "^prisma/", "@prisma/", "@kubernetes/client-node", "pglite"] },
    },
    {
      name: "client-code-knows-only-shapes",
      comment: "What runs in a browser imports of a domain only schemas, queries and format.",
      severity: "error",
      from: {
        path: ["^components/", String.raw`^app/.*(client|error)\.tsx$`, "^app/dev/.*/(?!page)[a-z-]+\\.tsx$"],
        pathNot: TEST_FILES,
      },
      to: {
        path: "^lib/",
        pathNot: [
          String.raw`^lib/[a-z-]+/([a-z-]*schemas|queries|format[a-z-]*)\.ts$`,
          "^lib/core/(format-[a-z-]+|clock|random|errors)\\.ts$",
          "^lib/http/(api-client|answer|send-for-progress)\\.ts$",
          "^lib/auth/safe-next-path\\.ts$",
          "^lib/live/live-query\\.ts$",
          "^lib/access/types\\.ts$",
        ],
      },
    },
    {
      name: "cluster-client-is-a-leaf",
      comment: "The cluster client knows no user, no database and no screen.",
      severity: "error",
      from: { path: "^lib/kubernetes/", pathNot: TEST_FILES },
      to: { path: "^(lib|app|components|server)/", pathNot: "^lib/(kubernetes|core)/" },
    },
    {
      name: "database-is-a-leaf",
      severity: "error",
      from: { path: "^lib/db/", pathNot: TEST_FILES },
      to: { path: "^(lib|app|components|server)/", pathNot: "^lib/(db|core)/" },
    },
    {
      name: "core-is-a-leaf",
      severity: "error",
      from: { path: "^lib/core/", pathNot: TEST_FILES },
      to: { path: "^(lib|app|components|server)/", pathNot: "^lib/core/" },
    },
    {
      name: "domains-do-not-call-each-other",
      comment:
        "A domain uses access, db, kubernetes, core and audit. Composing domains are named in the configuration.",
      severity: "error",
      from: {
        path: "^lib/([a-z-]+)/",
        pathNot: [`^lib/(${COMPOSING}|core|http|access|auth|db|kubernetes|audit|credentials)/`, ...TEST_FILES],
      },
      to: {
        path: "^lib/[a-z-]+/",
        pathNot: [
          "^lib/$1/",
          "^lib/(core|http|access|auth|db|kubernetes|audit|credentials|live)/",
          String.raw`^lib/[a-z-]+/[a-z-]*schemas\.ts$`,
        ],
      },
    },
    {
      name: "lib-knows-no-screens",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(app|components|server)/" },
    },
    {
      name: "product-knows-no-tests",
      comment: "The demo fleet is reached through kubeconfigs, like any cluster.",
      severity: "error",
      from: { path: "^(app|components|lib|server)/", pathNot: TEST_FILES },
      to: { path: "^(demo|test|e2e|scripts)/" },
    },
    {
      name: "demo-knows-no-product",
      severity: "error",
      from: { path: "^demo/", pathNot: TEST_FILES },
      to: { path: "^(app|components|lib|server)/" },
    },
    {
      name: "no-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^(lib/db/generated|next/)" },
    },
    {
      name: "no-development-dependencies",
      severity: "error",
      from: { path: "^(app|components|lib|server)/", pathNot: TEST_FILES },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules|^lib/db/generated" },
    exclude: { path: String.raw`^\.next/|^node_modules/\.cache` },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json"],
    },
    cache: false,
  },
};
