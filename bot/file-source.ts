import type { FileSource } from '../crm/note/file-copy.ts';
import type { PlatformId } from '../crm/person/person.ts';
import { workLanes } from './adapter/work-lanes.ts';
import type { Platform } from './platform.ts';

/** Reads the files of messages on the chats that run. A chat that hands none out now does not show them. */
export function fileSource(
  platformOf: (file: { platform: PlatformId }) => Pick<Platform, 'readFile'>,
): FileSource {
  // Files are large, and nobody waits for one: one at a time is in memory.
  const lane = workLanes(1);
  return {
    withFile: (file, most, work) =>
      lane.run(async () => {
        const read = await platformOf(file).readFile?.(file, most);
        if (read?.kind === 'content') return work(read);
        return read ?? { kind: 'link', fault: 'platform' };
      }),
  };
}
