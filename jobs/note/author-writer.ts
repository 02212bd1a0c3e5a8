import type { Consents } from '../../crm/connection/consents.ts';
import type { ConnectorWriter } from '../../crm/connector.ts';
import type { WritableConnector } from '../../crm/note/target-connector.ts';
import type { PersonId } from '../../crm/person/person.ts';
import type { Store } from '../../crm/store/store.ts';

/** In whose name one write goes to a system. */
export interface AuthorWriter {
  /** The colleague's own, where they have an account connected there; else Rapport's, with their name for the text. */
  of(author: PersonId): Promise<{ writer: ConnectorWriter; byName: string | null }>;
  /** The colleague in whose name it went last, or was to go; null: as Rapport. */
  asPerson(): PersonId | null;
}

/** `asRapport`: the author lets Rapport write it, since they may not. */
export function authorWriter(
  connector: WritableConnector,
  { asRapport }: { asRapport: boolean },
  { store, consents }: { store: Pick<Store, 'people'>; consents: Consents },
): AuthorWriter {
  let last: PersonId | null = null;
  return {
    async of(author) {
      const own = asRapport ? null : await consents.writerAs(connector, author);
      last = own ? author : null;
      if (own) return { writer: own, byName: null };
      const byName = (await store.people.get(author))?.name ?? null;
      return { writer: connector.writer, byName };
    },
    asPerson: () => last,
  };
}
