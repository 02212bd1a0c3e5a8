import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as launcher } from 'playwright-core';

const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-sandbox',
  '--disable-gpu',
];
const INSTALLED = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The packaged Chromium, which runs on a bare Linux machine; elsewhere the one that is installed. */
export async function browser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    const installed = INSTALLED.find((path) => existsSync(path));
    return launcher.launch({
      args: QUIET,
      ...(installed ? { executablePath: installed } : { channel: 'chrome' }),
    });
  }
  const executablePath = await unpacked();
  return launcher.launch({
    executablePath,
    args: [...QUIET, '--headless=shell', '--font-render-hinting=none'],
  });
}

/** It unpacks itself into the temporary folder, where another user's copy may stand in the way; so it gets one of ours. */
async function unpacked(): Promise<string> {
  const before = process.env['TMPDIR'];
  const folder = join(import.meta.dirname, '..', 'node_modules', '.cache', 'rapport', 'browser');
  mkdirSync(folder, { recursive: true });
  process.env['TMPDIR'] = folder;
  try {
    return await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}
