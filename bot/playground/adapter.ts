import * as commands from '../../commands/index.ts';
import { demoStories } from '../../prisma/seed/organisation.ts';
import type { Adapter } from '../platform.ts';
import { playgroundPlatform } from './playground.ts';

const SHORTCUTS = Object.values(commands).flatMap(({ name, shortcut }) =>
  shortcut ? [{ command: name, label: shortcut }] : [],
);

export const playground: Adapter = {
  id: 'playground',
  name: 'Playground',
  load:
    async ({ openPlayground }, { isOnly }) =>
    (wiring) =>
      playgroundPlatform(wiring, {
        open: openPlayground,
        everybody: isOnly,
        suggestions: demoStories,
        shortcuts: SHORTCUTS,
      }),
};
