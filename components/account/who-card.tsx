import Link from "next/link";
import type { Account } from "#lib/me/schemas";
import { PORTAL_ROLE_WORD } from "../layout/portal-role-word.ts";
import { Badge } from "../ui/badge.tsx";
import { Card, CardSection } from "../ui/card.tsx";
import { DefinitionList } from "../ui/definition-list.tsx";

/** What the portal knows the person by, and what they are part of. */
export function WhoCard({ account }: { account: Account }) {
  const { displayName, email, portalRole, teams } = account;
  return (
    <Card>
      <CardSection title="You">
        <DefinitionList
          items={[
            { term: "Name", value: displayName },
            { term: "E-mail", value: <span className="break-all">{email}</span> },
            { term: "Portal role", value: PORTAL_ROLE_WORD[portalRole] },
          ]}
        />
      </CardSection>
      <CardSection title="Your teams">
        {teams.length === 0 ? (
          <p className="text-ink-2 text-table">
            You are in no team. An owner of a team or a platform engineer can add you.
          </p>
        ) : (
          <ul aria-label="Your teams" className="grid gap-1.5 text-table">
            {teams.map((team) => (
              <li key={team.slug} className="flex flex-wrap items-center gap-2">
                {team.visible ? (
                  <Link href={`/access/teams/${team.slug}`} className="font-medium text-accent hover:underline">
                    {team.name}
                  </Link>
                ) : (
                  <span className="font-medium">{team.name}</span>
                )}
                <Badge>{team.role}</Badge>
              </li>
            ))}
          </ul>
        )}
      </CardSection>
    </Card>
  );
}
