/** A value of JSON, as a tool sent it. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

export const isList = (part: Json): part is readonly Json[] => Array.isArray(part);
