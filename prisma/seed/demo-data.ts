import type { GrantRole, PortalRole, TeamRole } from "#lib/access/types";

/** Every demo account has this password; the seed refuses to run for anything but a portal on this machine. */
export const DEMO_PASSWORD = "wheelhouse-demo";

export const ENVIRONMENTS = [
  { slug: "research", name: "Research", rank: 0, isProduction: false },
  { slug: "staging", name: "Staging", rank: 1, isProduction: false },
  { slug: "production", name: "Production", rank: 2, isProduction: true },
  { slug: "edge", name: "Edge", rank: 3, isProduction: false },
];

export type DemoPlace = {
  readonly environment: string;
  readonly provider?: string;
  readonly region?: string;
  readonly description: string;
};

/** Where a demo cluster belongs, by its short name: the first pattern that fits. */
export const PLACES: readonly (readonly [RegExp, DemoPlace])[] = [
  [
    /^eu-prod/,
    { environment: "production", provider: "AWS", region: "eu-central-1", description: "Customers in Europe" },
  ],
  [
    /^us-prod/,
    { environment: "production", provider: "AWS", region: "us-east-1", description: "Customers in America" },
  ],
  [
    /^staging/,
    { environment: "staging", provider: "GCP", region: "europe-west3", description: "Every change passes here" },
  ],
  [
    /^edge/,
    { environment: "edge", provider: "k3s", region: "Bremen", description: "Three small machines in a warehouse" },
  ],
  [/^gpu/, { environment: "research", provider: "AWS", region: "eu-north-1", description: "Training and inference" }],
  [
    /^bare/,
    {
      environment: "production",
      provider: "Bare metal",
      region: "Frankfurt",
      description: "Own racks for heavy batch work",
    },
  ],
];

export const CLUSTER_GROUPS = [
  {
    slug: "customer-facing",
    name: "Customer-facing",
    description: "What customers notice first",
    pattern: /^(eu|us)-prod/,
  },
  { slug: "on-premises", name: "On premises", description: "Machines that we own", pattern: /^(edge|bare)/ },
];

export const TEAMS = [
  { slug: "payments", name: "Payments", description: "Checkout, invoices and the ledger", costCentre: "CC-100" },
  { slug: "search", name: "Search", description: "Index, ranking and suggestions", costCentre: "CC-200" },
  { slug: "media", name: "Media", description: "Images, video and their delivery", costCentre: "CC-300" },
  { slug: "data", name: "Data", description: "Pipelines, features and models", costCentre: "CC-400" },
  { slug: "platform", name: "Platform", description: "The clusters themselves", costCentre: "CC-900" },
];

export type DemoPerson = {
  readonly email: string;
  readonly displayName: string;
  readonly portalRole: PortalRole;
  readonly teams: Readonly<Record<string, TeamRole>>;
  /** How the start prints what this account is good for; others exist only as colleagues. */
  readonly shownAs?: string;
};

const person = (
  name: string,
  teams: DemoPerson["teams"],
  shownAs?: string,
  portalRole: PortalRole = "member",
): DemoPerson => {
  return { email: `${name.split(" ")[0]?.toLowerCase()}@example.com`, displayName: name, portalRole, teams, shownAs };
};

export const PEOPLE: readonly DemoPerson[] = [
  person("Dana Weber", { payments: "owner", search: "viewer" }, "developer: owner of Payments, viewer in Search"),
  person("Pat Okafor", { platform: "owner" }, "platform engineer: clusters, teams, grants, audit", "platform"),
  person("Max Lindqvist", {}, "manager: capacity, requests and use per team, no logs", "manager"),
  person("Amir Haddad", { payments: "member" }),
  person("Bea Fontaine", { payments: "member", data: "viewer" }),
  person("Carla Mendes", { search: "owner" }),
  person("Ines Brandt", { search: "member" }),
  person("Jonas Keller", { media: "owner" }),
  person("Kofi Mensah", { media: "member" }),
  person("Lena Sorensen", { data: "owner" }),
  person("Milan Novak", { data: "member", media: "viewer" }),
  person("Noor Rahman", { platform: "member" }, undefined, "platform"),
];

export type DemoGrant = {
  readonly team?: string;
  /** E-mail, for a grant to one person. */
  readonly user?: string;
  readonly environment?: string;
  readonly group?: string;
  /** The first cluster whose short name fits. */
  readonly cluster?: RegExp;
  readonly namespaces: readonly string[];
  readonly role: GrantRole;
  readonly reason: string;
  /** Days from now until it ends; negative: it has ended. */
  readonly endsInDays?: number;
  readonly revoked?: boolean;
};

export const GRANTS: readonly DemoGrant[] = [
  {
    team: "payments",
    environment: "production",
    namespaces: ["pay-*"],
    role: "developer",
    reason: "Runs the payment services",
  },
  {
    team: "payments",
    environment: "staging",
    namespaces: ["pay-*"],
    role: "maintainer",
    reason: "Tests payment releases",
  },
  {
    team: "payments",
    cluster: /^bare/,
    namespaces: ["pay-risk"],
    role: "developer",
    reason: "Scores risk on own machines",
  },
  {
    team: "payments",
    environment: "edge",
    namespaces: ["pay-*"],
    role: "viewer",
    reason: "Kiosk terminals",
    endsInDays: 2,
  },
  {
    team: "search",
    group: "customer-facing",
    namespaces: ["search-*"],
    role: "developer",
    reason: "Runs the search services",
  },
  {
    team: "search",
    environment: "staging",
    namespaces: ["search-*"],
    role: "maintainer",
    reason: "Tests search releases",
  },
  { team: "search", cluster: /^bare/, namespaces: ["search-indexing"], role: "developer", reason: "Builds the index" },
  {
    team: "media",
    group: "customer-facing",
    namespaces: ["media-*"],
    role: "developer",
    reason: "Runs the media services",
  },
  {
    team: "media",
    environment: "staging",
    namespaces: ["media-*"],
    role: "maintainer",
    reason: "Tests media releases",
  },
  { team: "media", environment: "edge", namespaces: ["media-*"], role: "developer", reason: "Caches at the edge" },
  { team: "media", cluster: /^bare/, namespaces: ["media-encoding"], role: "developer", reason: "Encodes video" },
  {
    team: "data",
    environment: "research",
    namespaces: ["nlp-*"],
    role: "maintainer",
    reason: "Trains and serves models",
  },
  { team: "data", group: "customer-facing", namespaces: ["data-*"], role: "developer", reason: "Runs the pipelines" },
  { team: "data", environment: "staging", namespaces: ["data-*"], role: "maintainer", reason: "Tests pipelines" },
  {
    team: "platform",
    environment: "production",
    namespaces: ["monitoring", "ingress-nginx"],
    role: "maintainer",
    reason: "Runs the shared services",
  },
  {
    user: "bea@example.com",
    cluster: /^gpu/,
    namespaces: ["nlp-serve"],
    role: "viewer",
    reason: "Helps with fraud models",
    endsInDays: 20,
  },
  {
    user: "amir@example.com",
    cluster: /^us-prod/,
    namespaces: ["search-*"],
    role: "viewer",
    reason: "Incident 4211",
    endsInDays: -3,
  },
  {
    team: "search",
    cluster: /^gpu/,
    namespaces: ["nlp-*"],
    role: "developer",
    reason: "Ranking experiment",
    revoked: true,
  },
  {
    team: "data",
    environment: "edge",
    namespaces: ["data-*"],
    role: "developer",
    reason: "Collects events at the edge",
  },
];
