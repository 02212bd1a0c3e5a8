import { htmlOfText, textOfHtml } from '../../../../crm/text/html.ts';
import { connectorContract } from '../contract.ts';
import { connect, furnished } from './furnished.ts';

/** The words as a colleague reads them there, without the line that carries our key. */
const words = (html: string | null | undefined): string =>
  textOfHtml(html ?? '').replace(/\n?Rapport · \S+$/, '');

connectorContract('HubSpot', async () => {
  const { fake, acme, globex, dana, raj, owners, later } = await furnished();
  const { account } = fake;
  const others = Array.from({ length: 150 }, (_, i) =>
    account.add('companies', { name: `Company ${i}` }, [], new Date('2026-11-01T09:00:00Z')),
  );
  const companyOf = (type: 'notes' | 'tasks', id: string) =>
    account.associated(type, id, 'companies')[0]?.toObjectId ?? '';
  return {
    crm: connect(fake, {}, { tries: 1 }),
    customer: {
      id: acme,
      name: 'Acme Industries',
      domain: 'acme.example',
      email: 'dana@mail.example',
    },
    nobody: '999999',
    owners,
    notes: async () =>
      account
        .all('notes')
        .filter(({ archived }) => !archived)
        .map(({ id, properties }) => ({
          id,
          customer: companyOf('notes', id),
          body: words(properties['hs_note_body']),
        })),
    files: async () =>
      account.all('notes').flatMap(({ id, properties }) =>
        (properties['hs_attachment_ids'] ?? '')
          .split(';')
          .filter(Boolean)
          .map((file) => ({
            note: id,
            name: account.files[file]?.whole ?? '',
            bytes: String(account.files[file]?.bytes),
          })),
      ),
    tasks: async () =>
      account.all('tasks').map(({ id, properties }) => ({
        id,
        customer: companyOf('tasks', id),
        what: properties['hs_task_subject'] ?? '',
        done: properties['hs_task_status'] === 'COMPLETED',
      })),
    ownerOf: async (id) => account.get('companies', id)?.properties['hubspot_owner_id'] ?? null,
    async change() {
      for (const id of others) account.change('companies', id, { city: 'Berlin' });
      later();
      return others;
    },
    async editNote(id, text) {
      if (text === null) account.archive('notes', id);
      else {
        const html = account.get('notes', id)?.properties['hs_note_body'] ?? '';
        const mark = /Rapport · [^<]*/.exec(html)?.[0] ?? '';
        account.change('notes', id, { hs_note_body: `<p>${htmlOfText(text)}</p><p>${mark}</p>` });
      }
      later();
    },
    async deleteContact() {
      account.archive('contacts', dana);
      later();
      return dana;
    },
    async share(isOn) {
      if (isOn) account.associate('contacts', dana, 'companies', globex);
      else account.dissociate('contacts', dana, 'companies', globex);
      account.change('contacts', dana, {});
      later();
      return { contact: dana, other: globex };
    },
    async merge() {
      const into = account.mergeCompanies(acme, globex);
      later();
      return { from: [acme, globex], into, contact: raj };
    },
    next: (trouble) => fake.next(trouble),
    close: () => fake.close(),
  };
});
