import { LoaderCircle } from "lucide-react";

/** Turns while something the person started is under way. */
export function Spinner() {
  return <LoaderCircle aria-hidden className="size-3.5 animate-spin" />;
}
