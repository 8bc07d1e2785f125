/** How Wheelhouse proves who it is to a cluster. PEM texts, not base64. */
export type ClusterCredential =
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "clientCertificate"; readonly certificate: string; readonly key: string }
  /** Only from an operator's own file with `--allow-exec-plugins`; never stored, never uploaded. */
  | {
      readonly kind: "exec";
      readonly command: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
      /** Of the ExecCredential that the plugin expects; absent: client.authentication.k8s.io/v1. */
      readonly apiVersion?: "client.authentication.k8s.io/v1" | "client.authentication.k8s.io/v1beta1";
    };

/** Everything a connection needs to know about one cluster. */
export type ClusterTarget = {
  /** The inventory's id of the cluster. */
  readonly id: string;
  readonly slug: string;
  /** https URL of the API server, perhaps with a path prefix, no trailing slash. */
  readonly server: string;
  /** PEM bundle; absent: the system's roots. */
  readonly ca?: string;
  readonly tlsServerName?: string;
  readonly credential: ClusterCredential;
};

/** Which addresses the server name may resolve to besides public ones. */
export type AddressPolicy = {
  readonly allowLoopback: boolean;
  readonly allowPrivate: boolean;
  /** `host:port` of the portal itself and its database: always refused, and nothing with that port is connected to
   * while a name among them does not resolve. */
  readonly refused: readonly string[];
  /** `host:port` by which people reach the portal. A name that does not resolve from here, as in many networks,
   * blocks nothing. */
  readonly refusedIfKnown?: readonly string[];
};
