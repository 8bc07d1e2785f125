import type { ResourceInfo } from "../kinds/resource-info.ts";
import type { MessageTable } from "../protobuf/message-table.ts";
import type { User } from "../rbac/user.ts";
import type { ClusterState } from "../registry/cluster-state.ts";
import type { Encoder } from "./encode.ts";
import type { Exchange } from "./exchange.ts";
import type { RequestInfo } from "./request-info.ts";

/** What the handlers of one cluster share. */
export type ServerContext = ClusterState & {
  encoder: Encoder;
  version: string;
  tokenKey: string;
  /** How a watch from a compacted revision is refused; the real server does the first. */
  expiredWatch: "event" | "status";
  /** The messages of built-in kinds; loaded when first needed. */
  messages: () => MessageTable;
  /** Metrics are computed from this seed. */
  seed: string;
};

/** One authorised request for a resource. */
export type ResourceRequest = {
  server: ServerContext;
  exchange: Exchange;
  request: RequestInfo;
  info: ResourceInfo;
  user: User;
  /** The namespace of the URL; undefined for all namespaces and cluster-scoped resources. */
  namespace: string | undefined;
};
