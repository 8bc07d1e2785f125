import { createHmac, timingSafeEqual } from "node:crypto";
import type { User } from "../rbac/user.ts";

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const sign = (key: string, text: string): Buffer => createHmac("sha256", key).update(text).digest();

export type TokenClaims = {
  iss: string;
  sub: string;
  aud: string[];
  iat: number;
  exp: number;
  "kubernetes.io": { namespace: string; serviceaccount: { name: string; uid: string } };
};

/** A service account's token: a JWT of the shape of Kubernetes' own. Times are epoch seconds. */
export function issueToken(
  key: string,
  account: { namespace: string; name: string; uid: string },
  times: { issuedAt: number; expiresAt: number },
): string {
  const claims: TokenClaims = {
    iss: "https://kubernetes.default.svc.cluster.local",
    sub: `system:serviceaccount:${account.namespace}:${account.name}`,
    aud: ["https://kubernetes.default.svc.cluster.local"],
    iat: times.issuedAt,
    exp: times.expiresAt,
    "kubernetes.io": { namespace: account.namespace, serviceaccount: { name: account.name, uid: account.uid } },
  };
  const body = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${body}.${sign(key, body).toString("base64url")}`;
}

/** The user a token stands for, or undefined when it is not ours, altered or expired. */
export function userOfToken(key: string, token: string, nowSeconds: number): User | undefined {
  const [head = "", payload = "", signature = ""] = token.split(".");
  const expected = sign(key, `${head}.${payload}`);
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as TokenClaims;
  if (claims.exp <= nowSeconds) return undefined;
  const { namespace, serviceaccount } = claims["kubernetes.io"];
  return {
    name: claims.sub,
    uid: serviceaccount.uid,
    groups: ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"],
    extra: {},
  };
}
