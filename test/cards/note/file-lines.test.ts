import { expect, test } from 'vitest';
import { linkLines } from '../../../cards/note/file-lines.ts';
import type { FileCopy, FileFault, FilesThere } from '../../../crm/note/file-copy.ts';
import type { Origin } from '../../../crm/note/origin.ts';

const reader = { locale: 'en-GB', zone: 'UTC', now: new Date('2026-11-24T10:14:00Z') };
const SLACK: FileCopy = { kind: 'possible', from: { platform: 'slack', tenant: 'T1', id: 'F1' } };
const TEAMS: FileCopy = { kind: 'never', platform: 'teams', fault: 'platform' };

function lines(files: FilesThere, copy = SLACK): string[] {
  const names = ['offer.pdf', 'plan.docx', `${'x'.repeat(90)}.pdf`];
  const origin: Origin = {
    author: 'Ben',
    link: null,
    place: null,
    messages: [],
    files: names.map((name) => ({ name, type: null, size: null, link: null, copy })),
  };
  return linkLines({ origin }, files, { system: 'HubSpot', reader });
}

test.each<[FileFault, string | undefined, string]>([
  ['elsewhere', undefined, 'kept outside Slack, or by another company in a shared channel.'],
  [
    'no-right',
    'files:read',
    'Slack does not let me read files. An administrator can give me the permission files:read there.',
  ],
  ['gone', undefined, 'deleted in Slack, or posted where I am not.'],
  ['too-large', undefined, 'larger than 20 MB.'],
  ['too-many', undefined, 'a note brings ten files.'],
  ['no-answer', undefined, 'Slack did not answer for an hour.'],
  ['not-taken', undefined, 'I tried for an hour, and HubSpot failed each time.'],
  ['no-files', undefined, 'HubSpot takes no files with notes.'],
  [
    'no-key',
    undefined,
    'HubSpot does not let me bring files. An administrator can give my key that right there.',
  ],
  ['refused', 'no macros', 'HubSpot said no: “no macros”'],
  ['refused', undefined, 'HubSpot said no.'],
])('%s: the file that stays a link, and why', (fault, detail, because) => {
  const there = { kind: 'link' as const, fault, ...(detail && { detail }) };
  expect(lines({ 0: there })).toEqual([`offer.pdf stays a link: ${because}`]);
});

test('files with the same reason share a sentence, and those that came have none', () => {
  expect(lines({ 0: { kind: 'copied', id: '7' }, 1: { kind: 'copied', id: '8' } })).toEqual([]);
  const platform = { kind: 'link' as const, fault: 'platform' as const };
  expect(lines({ 0: platform, 1: platform }, TEAMS)).toEqual([
    'offer.pdf, plan.docx stay links: Teams hands me no files of messages.',
  ]);
  const [long, other] = lines({
    1: { kind: 'link', fault: 'too-large' },
    2: { kind: 'link', fault: 'gone' },
  }).toReversed();
  expect(other).toContain('plan.docx stays a link');
  expect(long).toMatch(/^x{50,59}… stays a link/);
});
