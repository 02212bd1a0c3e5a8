import { z } from 'zod';
import { Upstream } from '../../problem.ts';
import { HOUR } from '../../time/durations.ts';
import type { SalesforceClient } from './client.ts';
import { CURRENCY_FIELD, EVERYWHERE, FIELDS, isStandard, OPTIONAL_FIELDS } from './objects.ts';

const Description = z.object({
  name: z.string(),
  label: z.string(),
  keyPrefix: z.string().nullish(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      nameField: z.boolean().default(false),
      referenceTo: z.array(z.string()).default([]),
    }),
  ),
});

export interface DescribedField {
  name: string;
  /** As colleagues see it in Salesforce. */
  label: string;
  nameField: boolean;
  /** The objects that it may point to. */
  referenceTo: readonly string[];
}

/** A kind of object as the key may see it: a field that security hides is not among the fields. */
export interface Described {
  name: string;
  label: string;
  keyPrefix: string | null;
  fields: ReadonlyMap<string, DescribedField>;
}

export interface Descriptions {
  /** Null where the key may not see the object. At an instant of Salesforce's clock; it is asked again after an hour. */
  of(name: string, at: number): Promise<Described | null>;
  forget(name: string): void;
}

export function descriptionsOf(client: SalesforceClient): Descriptions {
  const known = new Map<string, { at: number; described: Described | null }>();
  return {
    async of(name, at) {
      const last = known.get(name);
      if (last && Math.abs(at - last.at) < HOUR) return last.described;
      const described = await describe(client, name);
      // One that is hidden is asked for at each reading, since an administrator waits for it.
      if (described) known.set(name, { at, described });
      return described;
    },
    forget: (name) => void known.delete(name),
  };
}

async function describe(client: SalesforceClient, name: string): Promise<Described | null> {
  const path = `/sobjects/${encodeURIComponent(name)}/describe`;
  try {
    const { body } = await client.send(Description, { path });
    const fields = new Map(body.fields.map((field) => [field.name, field]));
    return { name, label: body.label, keyPrefix: body.keyPrefix ?? null, fields };
  } catch (cause) {
    if (cause instanceof Upstream && cause.fault === 'rejected') return null;
    throw cause;
  }
}

/** The objects that a record may point to so that it belongs to a customer; the first one found counts. */
const OWNERS = ['Account', 'Contact', 'Opportunity', 'Case', 'Lead'];

/** The field of a company's own object that leads to its customer. */
export function customerFieldOf({ fields }: Described): string | null {
  if (fields.has('AccountId')) return 'AccountId';
  const found = OWNERS.flatMap((owner) =>
    [...fields.values()].filter(({ referenceTo }) => referenceTo.includes(owner)),
  );
  return found[0]?.name ?? null;
}

export const nameFieldOf = ({ fields }: Described): string | null =>
  [...fields.values()].find(({ nameField }) => nameField)?.name ?? null;

/** The fields that are asked for of an object; `extra` are those that the configuration names. */
export function wantedFields(described: Described, extra: readonly string[]): string[] {
  const usual = isStandard(described.name)
    ? FIELDS[described.name]
    : [nameFieldOf(described), customerFieldOf(described), 'OwnerId', 'CreatedById'].filter(
        (name) => name !== null,
      );
  return [...new Set([...EVERYWHERE, ...usual, ...extra])];
}

export const visibleFields = (described: Described, extra: readonly string[]): string[] =>
  wantedFields(described, extra).filter((name) => described.fields.has(name));

/** Fields that are there for others, and hidden from the key. */
export const hiddenFields = (described: Described, extra: readonly string[]): string[] =>
  isStandard(described.name)
    ? wantedFields(described, extra).filter(
        (name) => !described.fields.has(name) && !OPTIONAL_FIELDS.has(name),
      )
    : extra.filter((name) => !described.fields.has(name));

export const hasCurrencies = ({ fields }: Described): boolean => fields.has(CURRENCY_FIELD);
