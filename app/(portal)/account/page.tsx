import type { Metadata } from "next";
import { getAccount } from "#lib/me/get-account";
import { accountQuery } from "#lib/me/queries";
import { PrefetchedVerb } from "../prefetched-verb.tsx";
import { AccountView } from "./client.tsx";

export const metadata: Metadata = { title: "Your account" };

export default function AccountPage() {
  return (
    <PrefetchedVerb queryKey={accountQuery.queryKey} read={getAccount}>
      <AccountView />
    </PrefetchedVerb>
  );
}
