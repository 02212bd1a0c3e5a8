import { z } from 'zod';
import { Upstream } from '../../problem.ts';
import { type HubspotClient, MissingScope, VERSION } from './client.ts';
import { FILES, type HubspotObject } from './objects.ts';

const File = z.object({
  name: z.string().nullish(),
  extension: z.string().nullish(),
  /** Of a private file it asks for a login. */
  url: z
    .url({ protocol: /^https$/ })
    .nullish()
    .catch(null),
});
type File = z.output<typeof File>;

/** Files that are not told of: the key may not read them, or they were deleted. */
type Unknown = 'hidden' | 'gone';

/**
 * Lines that name the files of these activities, by the activity's id. HubSpot tells of one file at a time, so each
 * costs a call. https://developers.hubspot.com/docs/api-reference/2026-03/files/guide
 */
export async function fileLinesOf(
  client: HubspotClient,
  objects: readonly HubspotObject[],
): Promise<Map<string, string[]>> {
  const lines = new Map<string, string[]>();
  let mayRead = true;
  for (const { id, properties } of objects)
    for (const file of idsIn(properties[FILES])) {
      const found: File | Unknown = mayRead ? await readFile(client, file) : 'hidden';
      if (found === 'hidden') mayRead = false;
      lines.set(id, [...(lines.get(id) ?? []), lineOf(found)]);
    }
  return lines;
}

const idsIn = (ids: string | null | undefined): string[] => [
  ...new Set((ids ?? '').split(';').filter((id) => /^\d{1,20}$/.test(id.trim()))),
];

async function readFile(client: HubspotClient, id: string): Promise<File | Unknown> {
  try {
    const { body } = await client.send(File, { path: `/files/${VERSION}/files/${id.trim()}` });
    return body;
  } catch (cause) {
    if (cause instanceof MissingScope) return 'hidden';
    if (cause instanceof Upstream && cause.fault === 'rejected') return 'gone';
    throw cause;
  }
}

function lineOf(file: File | Unknown): string {
  if (file === 'hidden') return 'File: its name is hidden from Rapport, and stands in HubSpot';
  if (file === 'gone') return 'File: deleted in HubSpot';
  const { name, extension, url } = file;
  const ending = extension ? `.${extension}` : '';
  const whole = name && !name.toLowerCase().endsWith(ending.toLowerCase()) ? name + ending : name;
  return [`File: ${whole || 'without a name'}`, url].filter(Boolean).join(' · ');
}
