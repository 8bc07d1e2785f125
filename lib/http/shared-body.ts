/** A JSON body that is already serialised, with its revision: the bytes of a view, shared by all who may see them. */
export type SharedBody = { readonly sharedBody: true; readonly body: Buffer; readonly revision: string };

export function sharedBody(reading: { readonly body: Buffer; readonly revision: string }): SharedBody {
  return { sharedBody: true, body: reading.body, revision: reading.revision };
}

export function isSharedBody(value: unknown): value is SharedBody {
  return value instanceof Object && "sharedBody" in value && value.sharedBody === true;
}
