import { type ObjectSchema, standardSchema } from './schema.ts';
import { FaultyQuery, fieldsOf, meets, parseQuery, type SObject } from './soql.ts';

export type Organisation = ReturnType<typeof fakeOrganisation>;

/** An organisation in Salesforce: its records, and the deeds of people who sit at it. */
export function fakeOrganisation(now: () => Date) {
  const schema: Record<string, ObjectSchema> = standardSchema();
  const objects = new Map<string, Map<string, SObject>>();
  const hiddenObjects = new Set<string>();
  const hiddenFields = new Set<string>();
  let lastId = 1_000;

  const of = (name: string): Map<string, SObject> => {
    const known = objects.get(name) ?? new Map<string, SObject>();
    objects.set(name, known);
    return known;
  };
  const stamp = (at: Date) => `${at.toISOString().slice(0, 19)}.000+0000`;
  const get = (name: string, id: string) => of(name).get(id);
  const nameOfId = (id: string) =>
    Object.keys(schema).find((name) => schema[name]?.prefix === id.slice(0, 3)) ?? null;

  function add(name: string, fields: Record<string, unknown>, at = now()): string {
    lastId += 1;
    const id = `${schema[name]?.prefix}${String(lastId).padStart(12, '0')}AAA`;
    const blanks = Object.fromEntries(
      Object.entries(schema[name]?.fields ?? {}).map(([field, { type }]) => [
        field,
        type === 'boolean' ? false : null,
      ]),
    );
    const stamps = { CreatedDate: stamp(at), SystemModstamp: stamp(at), IsDeleted: false };
    of(name).set(id, { ...blanks, ...stamps, ...fields, Id: id });
    return id;
  }

  function change(name: string, id: string, fields: Record<string, unknown>, at = now()): void {
    const record = get(name, id);
    if (!record) throw new Error(`There is no ${name} ${id}`);
    of(name).set(id, { ...record, ...fields, Id: id, SystemModstamp: stamp(at) });
  }

  function moveFrom(name: string, field: string, from: string, to: string): void {
    for (const record of [...of(name).values()])
      if (record[field] === from) change(name, record.Id, { [field]: to });
  }

  return {
    schema,
    get,
    add,
    change,
    nameOfId,
    all: (name: string) => [...of(name).values()],
    lives: (name: string, id: string) => get(name, id)?.['IsDeleted'] === false,
    isHidden: (name: string, field: string | null = null) =>
      field === null ? hiddenObjects.has(name) : hiddenFields.has(`${name}.${field}`),
    /** `Lead`, or `Opportunity.Amount`. */
    hide(...names: string[]): void {
      for (const name of names) (name.includes('.') ? hiddenFields : hiddenObjects).add(name);
    },
    show(): void {
      hiddenObjects.clear();
      hiddenFields.clear();
    },
    /** It waits in the recycle bin. */
    remove(name: string, id: string): void {
      change(name, id, { IsDeleted: true });
    },
    /** Nothing of it is left, and no list tells of it. */
    destroy(name: string, id: string): void {
      of(name).delete(id);
    },
    /** A contact is at another account as well. */
    relate(ContactId: string, AccountId: string): string {
      return add('AccountContactRelation', { ContactId, AccountId, IsActive: true });
    },
    /** The other one’s records are the first one’s from then on. */
    mergeAccounts(into: string, from: string): void {
      for (const name of ['Contact', 'Opportunity', 'Case', 'Task', 'Event'])
        moveFrom(name, 'AccountId', from, into);
      change('Account', from, { IsDeleted: true, MasterRecordId: into });
    },
    /** A note in Salesforce’s own sense, at some records. */
    addNote(
      { title, html, owner }: { title: string; html: string; owner: string },
      records: readonly string[],
      at = now(),
    ): string {
      const version = add('ContentVersion', { Title: title, VersionData: html }, at);
      const id = add(
        'ContentDocument',
        { Title: title, FileType: 'SNOTE', OwnerId: owner, LatestPublishedVersionId: version },
        at,
      );
      const words = html
        .replace(/<[^>]*>/g, ' ')
        .replace(/ +/g, ' ')
        .trim();
      of('ContentNote').set(id, {
        Id: id,
        Title: title,
        TextPreview: words.slice(0, 255),
        IsDeleted: false,
      });
      for (const record of [...records, owner])
        add('ContentDocumentLink', { ContentDocumentId: id, LinkedEntityId: record }, at);
      return id;
    },
    /** A field of a record, or of the record that it points to: `Account.Name`. */
    valueOf(record: SObject, path: string): unknown {
      const [field = '', inner] = path.split('.');
      if (inner === undefined) return record[field];
      const target = record[`${field}Id`];
      if (typeof target !== 'string') return null;
      return get(nameOfId(target) ?? '', target)?.[inner] ?? null;
    },
    /** The rows that a query finds, with the fields that it names. */
    query(
      soql: string,
      { deleted = false } = {},
    ): { object: string; rows: SObject[]; fields: string[] } {
      const query = parseQuery(soql);
      const { object, fields, where, orderBy, limit } = query;
      const known = schema[object];
      if (!known || hiddenObjects.has(object))
        throw new FaultyQuery('INVALID_TYPE', `sObject type '${object}' is not supported.`);
      for (const field of fieldsOf(query)) {
        const [own = ''] = field.split('.');
        const column = field.includes('.') ? `${own}Id` : own;
        if (!known.fields[column] || hiddenFields.has(`${object}.${column}`))
          throw new FaultyQuery(
            'INVALID_FIELD',
            `No such column '${field}' on entity '${object}'.`,
          );
      }
      if (
        object === 'ContentDocumentLink' &&
        !/\b(?:ContentDocumentId|LinkedEntityId) (?:IN|=)/.test(soql)
      )
        throw new FaultyQuery(
          'MALFORMED_QUERY',
          'Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or LinkedEntityId using the equals operator or multiple Id’s using the IN operator.',
        );
      const rows = [...of(object).values()]
        // Activities of more than a year ago are archived, and only `queryAll` tells of them.
        .filter((row) => deleted || !(row['IsDeleted'] || row['IsArchived']))
        .filter((row) => meets(row, where, this))
        .toSorted((one, other) => {
          for (const field of orderBy) {
            const [left, right] = [String(one[field] ?? ''), String(other[field] ?? '')];
            if (left !== right) return left < right ? -1 : 1;
          }
          return 0;
        });
      return { object, fields, rows: limit === null ? rows : rows.slice(0, limit) };
    },
  };
}
