import type { Who } from "./test.ts";

export type PortalPage = {
  /** The page's folder under `app`, without groups. */
  readonly route: string;
  /** An address of it in the demo. */
  readonly path: string;
  readonly as: Who;
  /** Its main heading, when it has arrived. */
  readonly heading: string;
  /** The address opens what a press opens otherwise: its scripts come on top of the page's. */
  readonly opened?: boolean;
};

const APP = "/apps/eu-prod/pay-checkout/deployment/checkout-api";

/** Every page there is; a test compares this with the folders of `app`. Several states of one page may stand here. */
export const PORTAL_PAGES: readonly PortalPage[] = [
  { route: "/sign-in", path: "/sign-in", as: "nobody", heading: "Sign in" },
  { route: "/", path: "/", as: "developer", heading: "All teams" },
  {
    route: "/",
    path: "/?open=eu-prod/pay-checkout/deployment/checkout-api",
    as: "developer",
    heading: "checkout-api",
    opened: true,
  },
  { route: "/apps", path: "/apps", as: "developer", heading: "Apps" },
  { route: "/apps/[cluster]/[namespace]/[kind]/[name]", path: APP, as: "developer", heading: "checkout-api" },
  {
    route: "/apps/[cluster]/[namespace]/[kind]/[name]",
    path: `${APP}?tab=yaml`,
    as: "developer",
    heading: "checkout-api",
    opened: true,
  },
  { route: "/namespaces", path: "/namespaces", as: "developer", heading: "Namespaces" },
  {
    route: "/namespaces/[cluster]/[namespace]",
    path: "/namespaces/us-prod/pay-ledger",
    as: "developer",
    heading: "pay-ledger",
  },
  { route: "/clusters", path: "/clusters", as: "platform", heading: "Clusters" },
  { route: "/clusters/[slug]", path: "/clusters/bare-fra", as: "platform", heading: "bare-fra" },
  { route: "/clusters/[slug]", path: "/clusters/staging?tab=connection", as: "platform", heading: "staging" },
  { route: "/clusters/places", path: "/clusters/places", as: "platform", heading: "Environments and groups" },
  { route: "/clusters/register", path: "/clusters/register", as: "platform", heading: "Register cluster" },
  { route: "/access/teams", path: "/access/teams", as: "platform", heading: "Access" },
  { route: "/access/teams/[slug]", path: "/access/teams/payments", as: "platform", heading: "Payments" },
  { route: "/access/grants", path: "/access/grants", as: "platform", heading: "Access" },
  {
    route: "/access/grants",
    path: "/access/grants?new=true",
    as: "platform",
    heading: "Grant access",
    opened: true,
  },
  { route: "/access/people", path: "/access/people", as: "platform", heading: "Access" },
  { route: "/access/explain", path: "/access/explain", as: "platform", heading: "Access" },
  { route: "/audit", path: "/audit", as: "platform", heading: "Audit" },
  { route: "/account", path: "/account", as: "developer", heading: "Your account" },
  { route: "/summary", path: "/summary", as: "manager", heading: "Summary" },
  {
    route: "/[...missing]",
    path: "/no/such/page",
    as: "developer",
    heading: "This does not exist, or you do not have access to it.",
  },
];
