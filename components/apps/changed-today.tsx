"use client";

import Link from "next/link";
import { useState } from "react";
import { pickChanges } from "#lib/apps/format";
import type { Home } from "#lib/apps/schemas";
import { workloadPath } from "#lib/workloads/format";
import { CardSection } from "../ui/card.tsx";
import { Clock } from "../ui/clock-time.tsx";
import { Sentence } from "../ui/sentence.tsx";
import { StatusMark } from "../ui/status.tsx";

/** How many show before somebody asks for all. */
const FIRST = 8;

/** What changed in the last day. Says how much of it is left out, and shows the rest in place. */
export function ChangedToday({ changes, changesTotal }: Pick<Home, "changes" | "changesTotal">) {
  const [all, setAll] = useState(false);
  const shown = all ? changes : pickChanges(changes, FIRST);
  return (
    <CardSection title="Changed today">
      {changes.length === 0 ? (
        <p className="text-[12.5px] text-ink-2">Nothing has changed in the last day.</p>
      ) : (
        <ul className="grid gap-2 text-[12.5px] leading-[18px]">
          {shown.map((change) => (
            <ChangeLine key={change.key} change={change} />
          ))}
        </ul>
      )}
      {changesTotal > FIRST && (
        <p className="mt-2.5 flex items-center justify-between gap-2 text-ink-3 text-small">
          <span className="nums">
            {shown.length} of {changesTotal.toLocaleString("en-US")}
          </span>
          <button
            type="button"
            aria-expanded={all}
            onClick={() => setAll(!all)}
            className="rounded-sm text-accent hover:underline"
          >
            {all ? "Show fewer changes" : "Show more changes"}
          </button>
        </p>
      )}
    </CardSection>
  );
}

function ChangeLine({ change }: { change: Home["changes"][number] }) {
  return (
    <li className="grid grid-cols-[12px_1fr_auto] gap-2">
      <StatusMark level={change.level} className="mt-1" />
      <Link href={workloadPath(change.ref)} prefetch={false} className="rounded-sm hover:underline">
        <Sentence text={change.sentence} /> <span className="text-ink-3">{change.ref.cluster}</span>
      </Link>
      <Clock at={change.at} className="text-ink-3 text-small" />
    </li>
  );
}
