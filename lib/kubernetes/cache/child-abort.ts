/**
 * A controller that also aborts with its parent. Unlike `AbortSignal.any` it leaves nothing behind on a parent that
 * lives for months, once disposed.
 */
export function childAbort(parent: AbortSignal): { controller: AbortController; dispose: () => void } {
  const controller = new AbortController();
  const onAbort = () => controller.abort(parent.reason);
  if (parent.aborted) onAbort();
  else parent.addEventListener("abort", onAbort, { once: true });
  return { controller, dispose: () => parent.removeEventListener("abort", onAbort) };
}
