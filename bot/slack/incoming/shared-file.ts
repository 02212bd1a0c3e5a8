import { z } from 'zod';
import type { FileCopy, FileFault } from '../../../crm/note/file-copy.ts';

const words = z.string().nullish().catch(null);

/** A file as Slack tells of it. https://docs.slack.dev/reference/objects/file-object */
export const SharedFile = z.object({
  id: words,
  name: words,
  title: words,
  mimetype: words,
  size: z.number().nullish().catch(null),
  permalink: words,
  /** `hosted`, `snippet`, `external`, `tombstone`, `hidden_by_limit`… */
  mode: words,
  is_external: z.boolean().nullish().catch(null),
  /** `check_file_info`: it belongs to another company, in a channel shared with them. */
  file_access: words,
  url_private: words,
  url_private_download: words,
});
export type SharedFile = z.infer<typeof SharedFile>;

/** Why Slack has no bytes of it for us; null where it has. */
export function faultOf({
  mode,
  is_external: isExternal,
  file_access: access,
}: SharedFile): FileFault | null {
  if (mode === 'tombstone' || mode === 'hidden_by_limit' || access === 'file_not_found')
    return 'gone';
  return isExternal || mode === 'external' || access === 'check_file_info' ? 'elsewhere' : null;
}

/** How a file of a message can be brought to a CRM. */
export function copyOf(file: SharedFile, tenant: string): FileCopy {
  const fault = faultOf(file) ?? (file.id ? null : 'gone');
  return fault === null && file.id
    ? { kind: 'possible', from: { platform: 'slack', tenant, id: file.id } }
    : { kind: 'never', platform: 'slack', fault: fault ?? 'gone' };
}
