import type { WorkloadDetail } from "#lib/workloads/schemas";
import { EventList } from "../workloads/event-list.tsx";
import { Part } from "../workloads/part-state.tsx";

export function EventsTab({ detail }: { detail: WorkloadDetail }) {
  const { state, items } = detail.events;
  return (
    <Part
      state={state}
      what="events"
      empty={items.length === 0}
      emptyText="The cluster keeps no event about it. Kubernetes forgets events after an hour."
    >
      <EventList events={items} />
    </Part>
  );
}
