// The last step of an install without development dependencies: it deletes files that packages ship and that nothing
// here ever loads, about 130 MB. docs/operations.md lists them too; test/operations/install.operations.ts runs what is left.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const modules = join(import.meta.dirname, '..', '..', 'node_modules');

const UNUSED = [
  // Prisma's compilers of queries for other databases, each in four forms; ours is for PostgreSQL, as a module.
  {
    folder: '@prisma/client/runtime',
    isUnused: (name: string) =>
      /^(query_compiler_|wasm-compiler-edge)|\.map$/.test(name) &&
      !/^query_compiler_fast_bg\.postgresql\.(mjs|wasm-base64\.mjs)$/.test(name),
  },
  // A library for tests, which the bot framework publishes with itself twice.
  { folder: 'botbuilder/vendors/chai', isUnused: () => true },
  { folder: 'botframework-streaming/vendors/chai', isUnused: () => true },
  // Azure's sign-in in browsers; on Node the same package takes @azure/msal-node.
  { folder: '@azure/msal-browser', isUnused: (name: string) => name !== 'package.json' },
];

// A development install keeps everything: Prisma's command generates for any database.
if (!existsSync(join(modules, 'prisma-cli')))
  for (const { folder, isUnused } of UNUSED) trim(join(modules, folder), isUnused);

function trim(folder: string, isUnused: (name: string) => boolean): void {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  for (const name of names.filter(isUnused)) rmSync(join(folder, name), { recursive: true });
}
