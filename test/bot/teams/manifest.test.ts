import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import AjvDraft04 from 'ajv-draft-04';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { COMMANDS as commands } from '../../../bot/rapport.ts';
import { teamsManifest, writeTeamsApp } from '../../../bot/teams/setup/manifest.ts';

const SCHEMA = 'test/fixtures/teams-app-manifest.schema.json';
const app = {
  publicUrl: 'https://rapport.example.com',
  appId: '11111111-2222-4333-8444-555555555555',
};
const folder = mkdtempSync(join(tmpdir(), 'rapport-teams-app-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the manifest is one that Teams takes', () => {
  const ajv = new AjvDraft04.default({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  for (const manifest of [
    teamsManifest(commands, app),
    teamsManifest(commands, { publicUrl: app.publicUrl }),
    teamsManifest(commands, { ...app, looksForPosts: true }),
  ]) {
    validate(manifest);
    expect(validate.errors).toBeNull();
  }
  validate({ ...teamsManifest(commands, app), bots: [{ botId: 'no id' }] });
  expect(validate.errors).not.toBeNull();
});

test('its menu is the registry, the daily commands first, and it asks for no permission', () => {
  const manifest = JSON.stringify(teamsManifest(commands, app));
  for (const { name } of commands.filter(({ daily }) => daily))
    expect(manifest).toContain(`{"title":"${name}"`);
  expect(manifest.indexOf('"title":"customer"')).toBeLessThan(manifest.indexOf('"title":"help"'));
  expect(manifest).not.toMatch(/permission|resourceSpecific|webApplicationInfo/);
});

test('it asks for one permission where posts are to be looked for, for the channels of the team alone', () => {
  const manifest = teamsManifest(commands, { ...app, looksForPosts: true });
  expect(manifest).toMatchObject({
    webApplicationInfo: { id: app.appId },
    authorization: {
      permissions: {
        resourceSpecific: [{ name: 'ChannelMessage.Read.Group', type: 'Application' }],
      },
    },
  });
});

describe('the zip', () => {
  test('holds the manifest and both icons in their sizes, the same bytes every time', async () => {
    const zips = await Promise.all(
      ['a', 'b'].map((name) =>
        writeTeamsApp({
          folder: join(folder, name),
          zip: join(folder, `${name}.zip`),
          commands,
          ...app,
        }),
      ),
    );
    const [first, second] = zips.map((path) => readFileSync(path));
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
    const files = unzipSync(first ?? Buffer.alloc(0));
    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    expect(JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString())).toEqual(
      JSON.parse(JSON.stringify(teamsManifest(commands, app))),
    );
    expect(pixels(files['color.png'])).toMatchObject({
      width: 192,
      height: 192,
      colours: expect.objectContaining({ size: 3 }),
    });
    const outline = pixels(files['outline.png']);
    expect(outline).toMatchObject({ width: 32, height: 32 });
    // White on nothing, as Teams asks.
    expect([...outline.colours]).toEqual(['ffffff']);
  });
});

test('the committed manifest is what the registry says: npm run manifest', () => {
  const committed = z
    .looseObject({ id: z.string(), developer: z.looseObject({ websiteUrl: z.string() }) })
    .parse(JSON.parse(readFileSync('bot/teams/setup/manifest.json', 'utf8')));
  const { id, developer } = committed;
  expect(committed).toMatchObject(
    JSON.parse(
      JSON.stringify(teamsManifest(commands, { publicUrl: developer.websiteUrl, appId: id })),
    ),
  );
});

/** Size of a PNG and its fully opaque colours. */
function pixels(file: Uint8Array | undefined): {
  width: number;
  height: number;
  colours: Set<string>;
} {
  const png = Buffer.from(file ?? []);
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const data = inflateSync(png.subarray(png.indexOf('IDAT') + 4, png.indexOf('IEND') - 8));
  const colours = new Set<string>();
  for (let i = 0; i < width * height; i += 1) {
    const at = Math.floor(i / width) * (1 + width * 4) + 1 + (i % width) * 4;
    if (data[at + 3] === 255 && isPlain(data.subarray(at, at + 3)))
      colours.add(data.toString('hex', at, at + 3));
  }
  return { width, height, colours };
}

const isPlain = (colour: Buffer): boolean =>
  ['ffffff', '1f5b7a', 'ffc457'].includes(colour.toString('hex'));
