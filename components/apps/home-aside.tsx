"use client";

import { Gauge, KeyRound } from "lucide-react";
import Link from "next/link";
import type { Home } from "#lib/apps/schemas";
import { FreshnessList } from "../freshness/freshness-list.tsx";
import { Card, CardSection } from "../ui/card.tsx";
import { Sentence } from "../ui/sentence.tsx";
import { QuotaBars } from "../workloads/quota-bars.tsx";
import { ChangedToday } from "./changed-today.tsx";

const NEED_ICON = { "grant-ends": KeyRound, "quota-near": Gauge };

/** Beside the list: what waits for the viewer, quotas, what changed, and how old the data is. */
export function HomeAside({ home }: { home: Home }) {
  return (
    <Card>
      {home.needs.length > 0 && (
        <CardSection title="Needs you">
          <ul className="grid gap-2 text-[12.5px] leading-[18px]">
            {home.needs.map((need) => (
              <NeedLine key={need.key} need={need} />
            ))}
          </ul>
        </CardSection>
      )}
      {home.quota.length > 0 && (
        <CardSection title="Quota">
          <QuotaBars quotas={home.quota} />
        </CardSection>
      )}
      <ChangedToday changes={home.changes} changesTotal={home.changesTotal} />
      {home.freshness.length > 0 && (
        <CardSection title="Clusters">
          <FreshnessList freshness={home.freshness} />
        </CardSection>
      )}
    </Card>
  );
}

function NeedLine({ need }: { need: Home["needs"][number] }) {
  const Icon = NEED_ICON[need.kind];
  return (
    <li className="grid grid-cols-[14px_1fr_auto] gap-2">
      <Icon aria-hidden className="mt-0.5 size-3.5 text-ink-2" />
      <Sentence text={need.sentence} />
      {need.href && (
        <Link href={need.href} className="rounded-sm text-accent text-small hover:underline">
          Open
        </Link>
      )}
    </li>
  );
}
