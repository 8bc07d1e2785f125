"use client";

import { Plus, Settings2 } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { Chip, FilterChip } from "#components/ui/chip";
import { Field } from "#components/ui/field";
import { IconButton } from "#components/ui/icon-button";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { Switch } from "#components/ui/switch";
import { TabPanel, Tabs } from "#components/ui/tabs";
import { Textarea } from "#components/ui/textarea";
import { Block } from "./block.tsx";

export function Controls() {
  const [on, setOn] = useState(true);
  const [tab, setTab] = useState<"overview" | "pods">("overview");
  const [role, setRole] = useState("developer");
  return (
    <>
      <Block title="Buttons">
        <Button variant="primary">Register cluster</Button>
        <Button icon={<Plus aria-hidden />}>Ask for access</Button>
        <Button variant="ghost">Cancel</Button>
        <Button variant="danger">Remove eu-prod</Button>
        <Button busy>Saving</Button>
        <Button disabled>Not now</Button>
        <Button size="sm">Small</Button>
        <IconButton label="Columns">
          <Settings2 aria-hidden />
        </IconButton>
        <Chip on count={4}>
          Needs attention
        </Chip>
        <Chip count={3018}>All</Chip>
        <FilterChip text="status:failing" onRemove={() => {}} />
      </Block>
      <Block title="Form">
        <div className="grid w-full max-w-md gap-3">
          <Field label="Name" hint="Shown on every screen.">
            {(control) => <Input {...control} defaultValue="eu-prod" />}
          </Field>
          <Field label="Slug" error={{ rule: "lower-case letters, digits and hyphens", example: "eu-prod" }}>
            {(control) => <Input {...control} defaultValue="EU Prod" />}
          </Field>
          <Field label="Role" optional>
            {(control) => (
              <Select
                {...control}
                value={role}
                onValueChange={setRole}
                options={[
                  { value: "viewer", label: "Viewer" },
                  { value: "developer", label: "Developer" },
                ]}
              />
            )}
          </Field>
          <Field label="Kubeconfig">{(control) => <Textarea {...control} code defaultValue="apiVersion: v1" />}</Field>
        </div>
        <div className="grid gap-3">
          <Checkbox label="Select" checked={on} onCheckedChange={setOn} />
          <Checkbox label="Some selected" checked="indeterminate" onCheckedChange={() => {}} />
          <Checkbox label="None selected" checked={false} onCheckedChange={() => {}} />
          <Switch label="Pause" checked={on} onCheckedChange={setOn} />
          <Switch label="Off" checked={false} onCheckedChange={() => {}} />
        </div>
      </Block>
      <Block title="Tabs">
        <Tabs
          label="Example"
          value={tab}
          onValueChange={setTab}
          className="w-full"
          tabs={[
            { value: "overview", label: "Overview" },
            { value: "pods", label: "Pods", count: 3 },
          ]}
        >
          <TabPanel value="overview">The overview.</TabPanel>
          <TabPanel value="pods">Three pods.</TabPanel>
        </Tabs>
      </Block>
    </>
  );
}
