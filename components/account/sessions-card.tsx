"use client";

import { LogOut } from "lucide-react";
import { accountQuery } from "#lib/me/queries";
import type { OwnSession } from "#lib/me/schemas";
import { FormError } from "../forms/form-error.tsx";
import { useSubmit } from "../forms/use-submit.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Card, CardSection } from "../ui/card.tsx";
import { toast } from "../ui/notify.tsx";
import { Dash, RelativeTime } from "../ui/relative-time.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";
import { countSessions } from "./count-sessions.ts";

/** Where the person is signed in, and the way to end all of it but here. */
export function SessionsCard({ sessions }: { sessions: readonly OwnSession[] }) {
  const submit = useSubmit<{ sessions: number }>({
    invalidate: [accountQuery.queryKey],
    onDone: (ended) => toast(`${countSessions(ended.sessions)} ended`),
  });
  const others = sessions.filter((session) => !session.current).length;
  return (
    <Card>
      <CardSection
        title="Where you are signed in"
        actions={
          others > 0 && (
            <Button
              size="sm"
              icon={<LogOut aria-hidden />}
              busy={submit.busy}
              onClick={() => void submit.send("POST", "/api/me/sign-out-elsewhere")}
            >
              Sign out everywhere else
            </Button>
          )
        }
      >
        <FormError message={submit.error} />
        <div className="-mx-3">
          <SessionTable sessions={sessions} />
        </div>
        {others === 0 && <p className="mt-1 text-ink-2 text-table">You are signed in nowhere else.</p>}
      </CardSection>
    </Card>
  );
}

function SessionTable({ sessions }: { sessions: readonly OwnSession[] }) {
  return (
    <Table aria-label="Sessions">
      <thead>
        <tr>
          <Th>Browser</Th>
          <Th numeric>Started</Th>
          <Th numeric>Last used</Th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two sessions can begin at one moment, and their ids stay on the server
          <Tr key={`${session.startedAt} ${index}`}>
            <Td>
              <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
                {session.client ?? <Dash reason="The browser did not say what it is" />}
                {session.current && <Badge tone="accent">this one</Badge>}
              </span>
            </Td>
            <Td numeric className="text-ink-2">
              <RelativeTime at={session.startedAt / 1000} suffix="ago" />
            </Td>
            <Td numeric className="text-ink-2">
              {session.current ? "now" : <RelativeTime at={session.lastUsedAt / 1000} suffix="ago" />}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
