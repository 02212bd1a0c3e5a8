import type { SourceRecord } from '../../crm/customer/records.ts';
import type { WritableConnector } from '../../crm/note/target-connector.ts';
import { configuredAdministrator } from '../../crm/person/administrator.ts';
import { textOfHtml } from '../../crm/text/html.ts';
import * as hubspot from '../crm/connectors/hubspot/furnished.ts';
import type { OAuthServer, OAuthUser } from '../crm/connectors/oauth-server.ts';
import * as salesforce from '../crm/connectors/salesforce/furnished.ts';
import { filesOf as salesforceFilesOf } from '../crm/connectors/salesforce/uploads.ts';

export const [ANA, BEN, CARLA] = [
  'ana@rapport.example',
  'ben@rapport.example',
  'carla@rapport.example',
];

/** A system in which colleagues have accounts of their own, as a story looks at it. */
export interface OwnSystem {
  source: string;
  connector: WritableConnector;
  oauth: OAuthServer;
  users: Readonly<Record<string, OAuthUser>>;
  administrator: readonly SourceRecord[];
  now: () => Date;
  later(by?: number): void;
  /** Our notes at Acme, oldest first, without the key of their last line; `by` is the user who created one. */
  notes(): { text: string; by: string | null }[];
  /** The files that are with our notes there. */
  files(): { name: string; bytes: string; by?: string | null }[];
  /** The user who changed the note that says so last. */
  changedBy(says: string): string | null;
  tasks(): { what: string; by: string | null; changedBy: string | null }[];
  forbid(email?: string): void;
  /** The system's own words for that. */
  forbiddenWords: string;
  /** Of the next write. */
  loseAnswer(): void;
  close(): Promise<void>;
}

const ADMINISTRATOR = configuredAdministrator(CARLA).map(
  (record): SourceRecord =>
    record.kind === 'person' ? { ...record, role: 'administrator' } : record,
);

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

export const OWN_SYSTEMS: Readonly<Record<string, () => Promise<OwnSystem>>> = {
  async HubSpot() {
    const { fake, acme, now, later } = await hubspot.furnished();
    const items = (type: 'notes' | 'tasks'): Record<string, string | null>[] =>
      fake.account
        .associated('companies', acme, type)
        .map(({ toObjectId }) => fake.account.get(type, toObjectId)?.properties ?? {});
    const words = (html: string | null | undefined) =>
      textOfHtml(html ?? '')
        .replace(/ · note:\S+$/, '')
        .replace(/\nRapport$/, '');
    return {
      source: 'hubspot',
      connector: hubspot.connect(fake, hubspot.OWN_NAMES),
      oauth: fake.oauth,
      users: { [ANA]: { id: '71', email: ANA }, [BEN]: { id: '72', email: BEN } },
      administrator: ADMINISTRATOR,
      now,
      later,
      notes: () =>
        items('notes').map((note) => ({
          text: words(note['hs_note_body']),
          by: note['hs_created_by_user_id'] ?? null,
        })),
      changedBy: (says) =>
        items('notes').find((note) => words(note['hs_note_body']).includes(says))?.[
          'hs_updated_by_user_id'
        ] ?? null,
      files: () =>
        items('notes')
          .flatMap((note) => (note['hs_attachment_ids'] ?? '').split(';'))
          .flatMap((id) => fake.account.files[id] ?? [])
          .map(({ whole = '', bytes }) => ({ name: whole, bytes: String(bytes) })),
      tasks: () =>
        items('tasks').map((task) => ({
          what: task['hs_task_subject'] ?? '',
          by: task['hs_created_by_user_id'] ?? null,
          changedBy: task['hs_updated_by_user_id'] ?? null,
        })),
      forbid: (email) => fake.forbid(email, 'notes'),
      forbiddenWords: 'You may not edit notes of this record',
      loseAnswer: () => fake.next('answer-lost'),
      close: fake.close,
    };
  },
  async Salesforce() {
    const { fake, owners, now, later } = await salesforce.furnished();
    const ours = (isNote: boolean) =>
      fake.organisation
        .all('Task')
        .filter((row) => textOf(row['Rapport_Key__c'])?.startsWith(isNote ? 'note:' : 'task:'));
    return {
      source: 'salesforce',
      connector: salesforce.connect(fake),
      oauth: fake.oauth,
      users: { [ANA]: { id: owners[0], email: ANA }, [BEN]: { id: owners[1], email: BEN } },
      administrator: ADMINISTRATOR,
      now,
      later,
      notes: () =>
        ours(true).map((row) => ({
          text: textOf(row['Description']) ?? '',
          by: textOf(row['CreatedById']),
        })),
      changedBy: (says) =>
        textOf(
          ours(true).find((row) => textOf(row['Description'])?.includes(says))?.[
            'LastModifiedById'
          ],
        ),
      files: () => salesforceFilesOf(fake.organisation),
      tasks: () =>
        ours(false).map((row) => ({
          what: textOf(row['Subject']) ?? '',
          by: textOf(row['CreatedById']),
          changedBy: textOf(row['LastModifiedById']),
        })),
      forbid: (email) => fake.forbid(email),
      forbiddenWords: 'insufficient access rights on object id',
      loseAnswer: () => fake.next('answer-lost'),
      close: fake.close,
    };
  },
};
