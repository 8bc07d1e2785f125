/** The import rules of the architecture, as errors. `scripts/check/boundaries.test.ts` plants violations of each. */
import { CLIENT_FILES } from "./scripts/check/client-files.ts";

const PRODUCT = "^(app|components|lib|server)/";
const TEST_FILES = [String.raw`\.test\.tsx?$`, String.raw`/testing[a-z-]*\.ts$`, "/testing/"];
const COMPOSING = "apps|search|summary|workloads|namespaces|me";
const INFRASTRUCTURE = "core|http|access|auth|db|kubernetes|audit|credentials";
/** The files right under lib/ that everything may import. The others there bring domains together, for the server. */
const SHARED_TOP = String.raw`^lib/(context|runtime|publish-change)\.ts$`;

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
      comment: "What runs in a browser reaches of a domain only schemas, queries and format, by whatever way.",
      severity: "error",
      from: { path: [...CLIENT_FILES], pathNot: TEST_FILES },
      to: {
        reachable: true,
        path: "^(lib|server|prisma)/",
        pathNot: [
          String.raw`^lib/[a-z-]+/([a-z-]*schemas|queries|format[a-z-]*)\.ts$`,
          String.raw`^lib/core/(format-[a-z-]+|parse-filter|clock|random|errors)\.ts$`,
          String.raw`^lib/http/(api-client|answer|send-for-progress)\.ts$`,
          String.raw`^lib/live/live-query\.ts$`,
          String.raw`^lib/kubernetes/types/verdict\.ts$`,
        ],
      },
    },
    {
      name: "cluster-client-is-a-leaf",
      comment: "The cluster client knows no user, no database and no screen.",
      severity: "error",
      from: { path: "^lib/kubernetes/", pathNot: TEST_FILES },
      to: { path: PRODUCT, pathNot: "^lib/(kubernetes|core)/" },
    },
    {
      name: "database-is-a-leaf",
      severity: "error",
      from: { path: "^lib/db/", pathNot: TEST_FILES },
      to: { path: PRODUCT, pathNot: "^lib/(db|core)/" },
    },
    {
      name: "core-is-a-leaf",
      severity: "error",
      from: { path: "^lib/core/", pathNot: TEST_FILES },
      to: { path: PRODUCT, pathNot: "^lib/core/" },
    },
    {
      name: "infrastructure-knows-no-domain",
      comment: "What all domains stand on calls none of them, so that no domain reaches another through it.",
      severity: "error",
      from: { path: "^lib/(http|access|auth|audit|credentials)/", pathNot: TEST_FILES },
      to: { path: "^lib/", pathNot: [`^lib/(${INFRASTRUCTURE})/`, SHARED_TOP] },
    },
    {
      name: "domains-do-not-call-each-other",
      comment:
        "A domain uses access, db, kubernetes, core and audit. Composing domains are named in the configuration.",
      severity: "error",
      from: { path: "^lib/([a-z-]+)/", pathNot: [`^lib/(${COMPOSING}|${INFRASTRUCTURE})/`, ...TEST_FILES] },
      to: {
        path: "^lib/[a-z-]+/",
        pathNot: ["^lib/$1/", `^lib/(${INFRASTRUCTURE}|live)/`, String.raw`^lib/[a-z-]+/[a-z-]*schemas\.ts$`],
      },
    },
    {
      name: "domains-do-not-meet-at-the-top",
      comment: "Files right under lib/ that bring domains together are for the server, not a way round.",
      severity: "error",
      from: { path: "^lib/[a-z-]+/", pathNot: TEST_FILES },
      to: { path: "^lib/[^/]+$", pathNot: SHARED_TOP },
    },
    {
      name: "the-shared-top-composes-nothing",
      severity: "error",
      from: { path: SHARED_TOP },
      to: { path: "^lib/", pathNot: [`^lib/(${INFRASTRUCTURE})/`, String.raw`^lib/live/hub\.ts$`, SHARED_TOP] },
    },
    {
      name: "lib-knows-no-screens",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(app|components|server)/" },
    },
    {
      name: "product-knows-no-tests",
      comment: "The demo fleet is reached through kubeconfigs, like any cluster. What helps tests stands beside them.",
      severity: "error",
      from: { path: PRODUCT, pathNot: TEST_FILES },
      to: { path: ["^(demo|test|e2e|scripts)/", ...TEST_FILES.map((file) => `${PRODUCT}.*${file}`)] },
    },
    {
      name: "demo-knows-no-product",
      severity: "error",
      from: { path: "^demo/", pathNot: TEST_FILES },
      to: { path: PRODUCT },
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
      from: { path: PRODUCT, pathNot: TEST_FILES },
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
