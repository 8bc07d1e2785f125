/** Who a request comes from, as the API server sees it. */
export type User = {
  name: string;
  uid?: string;
  groups: readonly string[];
  extra: Readonly<Record<string, readonly string[]>>;
};

export const ANONYMOUS: User = { name: "system:anonymous", groups: ["system:unauthenticated"], extra: {} };

/** What a request wants to do. */
export type Attributes = {
  verb: string;
  group: string;
  resource: string;
  subresource: string;
  namespace: string;
  name: string;
  /** Set for requests outside the resources, for example `/healthz`. */
  path?: string;
};
