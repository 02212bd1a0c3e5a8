import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ConnectorFiles, ExternalId } from '../../../../crm/connector.ts';
import { connect, furnished } from './furnished.ts';
import { REDIRECT_URI } from './oauth.ts';
import { filesOf } from './uploads.ts';

let is: Awaited<ReturnType<typeof furnished>>;
let note: ExternalId;
let asRapport: ConnectorFiles;
let asAna: ConnectorFiles;

beforeEach(async () => {
  is = await furnished();
  const { writer, consent } = connect(is.fake);
  const body = 'CFO wants one invoice a year';
  ({ id: note } = await writer.addNote({
    ...{ key: 'note:1', customer: is.acme, author: null, body, at: is.now() },
  }));
  const access = tokenOf({ id: is.owners[0], email: 'ana@rapport.example' });
  const tokens = { access, refresh: '', expiresAt: null, instance: is.fake.url };
  const own = consent?.writerAs({ get: async () => tokens, renew: async () => tokens });
  if (!writer.files || !own?.files) throw new Error('Salesforce takes files');
  [asRapport, asAna] = [writer.files, own.files];
});
afterEach(() => is.fake.close());

function tokenOf(user: { id: string; email: string }): string {
  const { oauth } = is.fake;
  oauth.signsIn(user);
  const client = { client_id: oauth.client.id, redirect_uri: REDIRECT_URI };
  const challenge = createHash('sha256').update('verifier').digest('base64url');
  const page = { ...client, code_challenge: challenge, code_challenge_method: 'S256' };
  const code = new URL(oauth.agree(page)).searchParams.get('code') ?? '';
  const granted = oauth.grant({
    ...client,
    client_secret: oauth.client.secret,
    grant_type: 'authorization_code',
    code,
    code_verifier: 'verifier',
  });
  if ('error' in granted) throw new Error(granted.error_description);
  return granted.access;
}

const add = (files: ConnectorFiles) =>
  files.add({ key: 'note:1:file:0', note, name: 'a.pdf', type: null, bytes: new Uint8Array(3) });
const owners = () => filesOf(is.fake.organisation).map(({ by }) => by);

test('a file that came as Rapport goes although its author asks for it, and their own goes too', async () => {
  for (const [files, owner] of [
    [asRapport, null],
    [asAna, is.owners[0]],
  ] as const) {
    const id = await add(files);
    expect(owners()).toEqual([owner]);
    await asAna.remove(note, id);
    expect(owners()).toEqual([]);
  }
});

test('a file of somebody’s own that Rapport may not delete stays, and the words of Salesforce are told', async () => {
  const id = await add(asAna);
  await expect(asRapport.remove(note, id)).rejects.toMatchObject({
    fault: 'rejected',
    reason: expect.stringContaining('insufficient access'),
  });
  expect(owners()).toEqual([is.owners[0]]);
});
