import {
  Boxes,
  ChartNoAxesColumn,
  Hexagon,
  House,
  KeyRound,
  LayoutGrid,
  type LucideIcon,
  ScrollText,
} from "lucide-react";
import type { SectionId } from "#lib/me/schemas";

const ICON: Record<SectionId, LucideIcon> = {
  home: House,
  summary: ChartNoAxesColumn,
  apps: LayoutGrid,
  namespaces: Boxes,
  clusters: Hexagon,
  access: KeyRound,
  audit: ScrollText,
};

export function SectionIcon({ id, className }: { id: SectionId; className?: string }) {
  const Icon = ICON[id];
  return <Icon aria-hidden strokeWidth={1.75} className={className ?? "size-[15px] shrink-0 opacity-85"} />;
}
