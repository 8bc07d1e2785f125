/** How the search looks, the same before and after its list is there. */
export const SCRIM = "fixed inset-0 z-50 bg-scrim";
export const BOX =
  "fixed top-[12vh] left-1/2 z-50 w-[min(600px,calc(100vw-24px))] -translate-x-1/2 rounded-lg border border-line bg-surface shadow-float outline-none";
export const INPUT = "h-12 w-full rounded-lg bg-transparent pr-4 pl-11 text-body outline-none placeholder:text-ink-3";
export const ICON = "pointer-events-none absolute top-4 left-4 size-4 text-ink-3";
