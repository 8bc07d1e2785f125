import type { Intern } from "./kind-definition.ts";
import { exactList, fieldsOf, listOf, nameOf } from "./read-fields.ts";

/** Images of the main containers of a pod template, in order. */
export function readImages(template: unknown, intern: Intern): readonly string[] {
  const spec = fieldsOf(fieldsOf(template).spec);
  const images: string[] = [];
  for (const container of listOf(spec.containers)) {
    const image = nameOf(fieldsOf(container).image, intern);
    if (image) images.push(image);
  }
  return exactList(images);
}
