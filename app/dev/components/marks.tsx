import { Badge } from "#components/ui/badge";
import { Card, CardSection } from "#components/ui/card";
import { Copyable } from "#components/ui/copyable";
import { DefinitionList } from "#components/ui/definition-list";
import { Kbd } from "#components/ui/kbd";
import { Meter } from "#components/ui/meter";
import { Dash, RelativeTime } from "#components/ui/relative-time";
import { Sentence } from "#components/ui/sentence";
import { Stat } from "#components/ui/stat";
import { Status } from "#components/ui/status";
import { VisuallyHidden } from "#components/ui/visually-hidden";
import { Block } from "./block.tsx";

const LEVELS = ["failing", "degraded", "progressing", "unknown", "healthy", "idle"] as const;
const CHART = ["bg-c1", "bg-c2", "bg-c3", "bg-c4", "bg-c5", "bg-c6", "bg-c7", "bg-c8"];
/** A fixed moment, so that two pictures of this page are the same picture. */
const MOMENT = 1_780_000_000;

export function Marks() {
  return (
    <>
      <Block title="Status">
        {LEVELS.map((level) => (
          <Status key={level} level={level} />
        ))}
        <Status level="progressing" label="Rolling out" />
        {LEVELS.map((level) => (
          <Status key={level} level={level} stale />
        ))}
      </Block>
      <Block title="Words">
        <p className="max-w-xl">
          <Sentence text="2 of 3 replicas ready: container `api` was OOM-killed 4 times in 10 min (limit `memory=256Mi`). Image `ledger:1.8.3` cannot be pulled." />
        </p>
        <Badge>init</Badge>
        <Badge tone="accent">platform</Badge>
        <Badge tone="healthy">active</Badge>
        <Badge tone="degraded">ends soon</Badge>
        <Badge tone="failing">expired</Badge>
        <Badge tone="progressing">new</Badge>
        <Kbd>⌘</Kbd>
        <Kbd>K</Kbd>
        <Copyable text="checkout-6d9f7-2kq4x" what="pod name" />
        <RelativeTime at={MOMENT} suffix="ago" />
        <Dash reason="Nobody measures this" />
      </Block>
      <Block title="Figures">
        <div className="grid w-full grid-cols-3 gap-3">
          <Stat label="Ready" value="2" detail="of 3" />
          <Stat label="Restarts, 1 h" value="9" />
          <Stat label="Not measured" value={<Dash reason="No metrics source" />} />
        </div>
        <div className="grid w-full max-w-sm gap-3">
          <Meter label="CPU" value={38} max={48} text="38 of 48 cores" />
          <Meter label="Memory" value={121} max={160} mark={90} />
          <Meter label="GPUs" value={4} max={4} />
          <Meter label="Nothing" value={0} max={4} />
        </div>
        <VisuallyHidden>The eight hues of charts</VisuallyHidden>
        <div className="flex gap-1" aria-hidden>
          {CHART.map((colour) => (
            <span key={colour} className={`size-6 rounded-sm ${colour}`} />
          ))}
        </div>
      </Block>
      <Block title="Surfaces">
        <Card className="w-80">
          <CardSection title="A section" actions={<span className="text-ink-3 text-small">today</span>}>
            <DefinitionList
              items={[
                { term: "Began", value: "with version 2.14.0" },
                { term: "Evidence", value: "4 × exit 137" },
              ]}
            />
          </CardSection>
          <CardSection title="Another">Text in a card.</CardSection>
        </Card>
      </Block>
    </>
  );
}
