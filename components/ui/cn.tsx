import { type ClassValue, clsx } from "clsx";

/** Joins class names. Primitives take `className` for placement only, so no two classes compete. */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
