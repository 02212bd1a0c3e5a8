import { modifiedOf, type ObjectType } from '../../../../crm/connectors/hubspot/objects.ts';
import type { Happening } from './webhooks.ts';

export interface Stored {
  id: string;
  properties: Record<string, string | null>;
  createdAt: Date;
  updatedAt: Date;
  archived: boolean;
  archivedAt?: Date;
}

interface AssociatedObject {
  toObjectId: string;
  associationTypes: { category: string; typeId: number; label: string | null }[];
}

/** HubSpot's number for "is the primary company of". */
const PRIMARY: Partial<Record<ObjectType, number>> = { contacts: 1, deals: 5, tickets: 26 };

interface AccountFile {
  name: string;
  extension: string;
  url: string;
  access: string;
  /** Of an upload. */
  folder?: string;
  whole?: string;
  bytes?: Buffer;
  type?: string;
}

export type Account = ReturnType<typeof fakeAccount>;

/** An account of HubSpot's: its records, and the deeds of people who sit at it. */
export function fakeAccount(now: () => Date) {
  const objects = new Map<ObjectType, Map<string, Stored>>();
  const links = new Map<string, Map<string, AssociatedObject>>();
  let lastId = 1_000;
  /** In the order in which webhooks would tell of it. */
  const happened: Happening[] = [];

  const of = (type: ObjectType): Map<string, Stored> => {
    const known = objects.get(type) ?? new Map<string, Stored>();
    objects.set(type, known);
    return known;
  };
  const link = (from: ObjectType, id: string, to: ObjectType, other: string, typeId: number) => {
    const key = `${from} ${id} ${to}`;
    const known = links.get(key) ?? new Map<string, AssociatedObject>();
    const type = { category: 'HUBSPOT_DEFINED', typeId, label: null };
    known.set(other, { toObjectId: other, associationTypes: [type] });
    links.set(key, known);
  };
  const get = (type: ObjectType, id: string) => of(type).get(id);
  const lives = (type: ObjectType, id: string) => get(type, id)?.archived === false;

  /** The first company is the primary one. */
  function add(
    type: ObjectType,
    properties: Record<string, string | null>,
    companies: readonly string[] = [],
    at = now(),
  ): string {
    lastId += 1;
    const id = String(lastId);
    of(type).set(id, {
      id,
      properties: {
        ...properties,
        hs_object_id: id,
        createdate: properties['createdate'] ?? at.toISOString(),
        [modifiedOf(type)]: at.toISOString(),
      },
      createdAt: at,
      updatedAt: at,
      archived: false,
    });
    happened.push({ deed: 'creation', type, id });
    companies.forEach((company, i) => {
      link(type, id, 'companies', company, i === 0 ? (PRIMARY[type] ?? 190) : 279);
      link('companies', company, type, id, 189);
    });
    return id;
  }

  function change(
    type: ObjectType,
    id: string,
    properties: Record<string, string | null>,
    at = now(),
  ): void {
    const row = get(type, id);
    if (!row) throw new Error(`There is no ${type} ${id}`);
    of(type).set(id, {
      ...row,
      properties: { ...row.properties, ...properties, [modifiedOf(type)]: at.toISOString() },
      updatedAt: at,
    });
    happened.push({ deed: 'propertyChange', type, id });
  }

  return {
    /** Gives what happened since the last time, and forgets it. */
    takeHappenings: (): Happening[] => happened.splice(0),
    owners: [] as {
      id: string;
      email: string;
      firstName: string;
      lastName: string;
      archived: boolean;
      updatedAt: Date;
      teams?: { name: string; primary: boolean }[];
    }[],
    /** Files of activities, by id. */
    files: {} as Record<string, AccountFile>,
    newId: (): string => {
      lastId += 1;
      return String(lastId);
    },
    /** The values of properties that are chosen from a list, by property. */
    options: {} as Record<string, { value: string; label: string }[]>,
    pipelines: {
      deals: [
        {
          id: 'default',
          stages: [
            { id: 'open', label: 'Proposal', metadata: { isClosed: 'false' } },
            { id: 'won', label: 'Closed won', metadata: { isClosed: 'true' } },
          ],
        },
      ],
      tickets: [
        {
          id: '0',
          stages: [
            { id: '1', label: 'New', metadata: { ticketState: 'OPEN' } },
            { id: '4', label: 'Closed', metadata: { ticketState: 'CLOSED' } },
          ],
        },
      ],
    } as Record<string, unknown[]>,
    all: (type: ObjectType) => [...of(type).values()],
    get,
    lives,
    add,
    change,
    associated: (from: ObjectType, id: string, to: ObjectType): AssociatedObject[] =>
      [...(links.get(`${from} ${id} ${to}`)?.values() ?? [])].filter(({ toObjectId }) =>
        lives(to, toObjectId),
      ),
    unlink(type: ObjectType, id: string, to: ObjectType): void {
      links.delete(`${type} ${id} ${to}`);
      change(type, id, {});
    },
    associate(from: ObjectType, id: string, to: ObjectType, other: string): void {
      link(from, id, to, other, 100);
      happened.push({ deed: 'associationChange', from: [from, id], to: [to, other] });
    },
    dissociate(from: ObjectType, id: string, to: ObjectType, other: string): void {
      links.get(`${from} ${id} ${to}`)?.delete(other);
      happened.push({ deed: 'associationChange', from: [from, id], to: [to, other] });
    },
    setPrimary(type: ObjectType, id: string, company: string): void {
      const known = links.get(`${type} ${id} companies`) ?? new Map<string, AssociatedObject>();
      for (const other of known.values())
        for (const one of other.associationTypes)
          one.typeId = other.toObjectId === company ? (PRIMARY[type] ?? 190) : 279;
      happened.push({
        deed: 'associationChange',
        from: [type, id],
        to: ['companies', company],
      });
    },
    /** It moves no date. */
    archive(type: ObjectType, id: string): void {
      const row = get(type, id);
      if (row) of(type).set(id, { ...row, archived: true, archivedAt: now() });
      happened.push({ deed: 'deletion', type, id });
    },
    /** Both become one of a new id; the records of either are its own from then on. */
    mergeCompanies(one: string, other: string): string {
      const kept = get('companies', one);
      if (!kept) throw new Error(`There is no company ${one}`);
      const into = add('companies', {
        ...kept.properties,
        hs_merged_object_ids: `${one};${other}`,
      });
      for (const gone of [one, other]) {
        for (const [key, known] of [...links])
          if (known.delete(gone)) {
            const [from, id] = key.split(' ') as [ObjectType, string];
            link(from, id, 'companies', into, PRIMARY[from] ?? 190);
            link('companies', into, from, id, 189);
            change(from, id, {});
          }
        of('companies').delete(gone);
      }
      happened.push({ deed: 'merge', type: 'companies', merged: [one, other], id: into });
      return into;
    },
  };
}
