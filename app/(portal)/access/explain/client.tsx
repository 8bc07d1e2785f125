"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CircleHelp } from "lucide-react";
import { useQueryStates } from "nuqs";
import { AccessNav } from "#components/access/access-nav";
import { Explanation } from "#components/access/explanation";
import { NamespaceField } from "#components/access/namespace-field";
import { QUESTIONS, type QuestionId } from "#components/access/questions";
import { Page } from "#components/layout/page";
import { PageHeader } from "#components/layout/page-header";
import { QueryError, QueryState } from "#components/layout/query-state";
import { Card } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { Skeleton } from "#components/ui/skeleton";
import { explainAccessQuery } from "#lib/access/queries";
import { grantChoicesQuery } from "#lib/grants/queries";
import type { GrantChoices } from "#lib/grants/schemas";
import { EXPLAIN_PARAMS } from "./search-params.ts";

/** Why a person can, or cannot, do something in a namespace of a cluster. */
export function ExplainView() {
  const result = useQuery(grantChoicesQuery);
  return (
    <Page>
      <PageHeader title="Access" />
      <AccessNav />
      <QueryState result={result} skeleton={<Skeleton className="h-28 w-full max-w-4xl rounded-lg" />}>
        {(choices) => <Question choices={choices} />}
      </QueryState>
    </Page>
  );
}

type Option = { value: string; label: string };

function Question({ choices }: { choices: GrantChoices }) {
  const [params, setParams] = useQueryStates(EXPLAIN_PARAMS);
  const people = choose(choices.users.map((user) => ({ value: user.id, label: `${user.name} · ${user.slug}` })));
  const clusters = choose(choices.clusters.map((cluster) => ({ value: cluster.slug, label: cluster.name })));
  const question = QUESTIONS.find((item) => item.id === params.what) ?? QUESTIONS[0];
  const needsNamespace = question.id !== "nodes";
  const complete = params.person !== "" && params.in !== "" && (params.namespace !== "" || !needsNamespace);
  const { verb, group, resource, subresource } = question;
  const namespace = needsNamespace ? params.namespace : undefined;
  const input = { userId: params.person, cluster: params.in, namespace, verb, group, resource, subresource };
  return (
    <div className="grid max-w-4xl gap-4">
      <Card className="grid gap-3.5 p-3.5 sm:grid-cols-2 lg:grid-cols-4">
        <Field label="Can this person">
          {(control) => (
            <Select
              {...control}
              value={params.person}
              onValueChange={(person) => void setParams({ person })}
              options={people}
            />
          )}
        </Field>
        <Field label="do this">
          {(control) => (
            <Select
              {...control}
              value={params.what}
              onValueChange={(what) => void setParams({ what: what as QuestionId })}
              options={QUESTIONS.map((item) => ({ value: item.id, label: item.label }))}
            />
          )}
        </Field>
        <Field label="in this cluster">
          {(control) => (
            <Select
              {...control}
              value={params.in}
              onValueChange={(slug) => void setParams({ in: slug })}
              options={clusters}
            />
          )}
        </Field>
        {needsNamespace && (
          <NamespaceField
            cluster={params.in}
            value={params.namespace}
            onChange={(name) => void setParams({ namespace: name || null })}
          />
        )}
      </Card>
      {complete ? (
        <Answer input={input} />
      ) : (
        <EmptyState icon={<CircleHelp />} title="Choose a person, a cluster and a namespace.">
          The answer names the team, the grant and the role, or what comes nearest.
        </EmptyState>
      )}
    </div>
  );
}

function choose(options: readonly Option[]): Option[] {
  return [{ value: "", label: "Choose" }, ...options];
}

function Answer({ input }: { input: Parameters<typeof explainAccessQuery>[0] }) {
  const { data, error, refetch } = useQuery({
    ...explainAccessQuery(input),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (error) return <QueryError error={error} onRetry={() => void refetch()} />;
  return data ? <Explanation explanation={data} /> : <Skeleton className="h-40 w-full rounded-lg" />;
}
