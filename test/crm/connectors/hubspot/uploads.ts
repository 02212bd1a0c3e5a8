import express, { type Express, type Response } from 'express';
import { multipart } from '../multipart.ts';
import type { Account } from './account.ts';

const ACCESS = ['PUBLIC_INDEXABLE', 'PUBLIC_NOT_INDEXABLE', 'PRIVATE'];
/** Of an account without a subscription. */
const LARGEST = 20 * 1024 * 1024;

type Says = (response: Response, status: number, message: string, category?: string) => void;

/** HubSpot's files, as they are uploaded and deleted; `mayWrite`: the key has the scope `files`. */
export function hubspotUploads(
  http: Express,
  {
    account,
    version,
    mayWrite,
    says,
  }: { account: Account; version: string; mayWrite: () => boolean; says: Says },
): void {
  const path = `/files/${version}/files`;
  http.post(path, express.raw({ type: () => true, limit: '30mb' }), async (request, response) => {
    if (!mayWrite())
      return says(response, 403, 'This app hasn’t the scope files', 'MISSING_SCOPES');
    const form = await multipart(request);
    if (!form) return says(response, 415, 'Content-Type has to be multipart/form-data');
    const wrong = faultOf(form);
    if (wrong) return says(response, wrong.status, wrong.message);
    const [file, folder] = [form.get('file') as File, String(form.get('folderPath'))];
    const whole = String(form.get('fileName') ?? file.name);
    const bytes = Buffer.from(await file.arrayBuffer());
    const { duplicateValidationStrategy: strategy, access } = optionsOf(form);
    const known = Object.entries(account.files).find(
      ([, one]) => one.folder === folder && one.whole === whole && one.bytes?.equals(bytes),
    );
    if (known && strategy === 'REJECT')
      return says(response, 409, 'A file with the same name exists already');
    const id = known && strategy === 'RETURN_EXISTING' ? known[0] : account.newId();
    const ending = /\.([^.]+)$/.exec(whole)?.[1] ?? '';
    const name = ending ? whole.slice(0, -ending.length - 1) : whole;
    const url = `https://api-eu1.hubapi.com/files/${id}/signed-url-redirect`;
    const type = file.type || 'application/octet-stream';
    account.files[id] ??= { name, extension: ending, access, url, folder, whole, bytes, type };
    response.status(201).json({ id, path: `${folder}/${whole}`, ...account.files[id] });
  });
  http.get([`/files/${version}/folders/search`, `${path}/search`], (request, response) => {
    if (!mayWrite())
      return says(response, 403, 'This app hasn’t the scope files', 'MISSING_SCOPES');
    const { name, parentFolderIds } = request.query;
    const folders = [...new Set(Object.values(account.files).map(({ folder }) => folder ?? ''))];
    // The id of a folder is a number; these are of files, so each is as good as another.
    const idOf = (folder: string | undefined) =>
      Object.keys(account.files).find((id) => account.files[id]?.folder === folder);
    const results = request.path.includes('/folders/')
      ? folders
          .filter((folder) => folder.split('/').at(-1)?.includes(String(name)))
          .map((path) => ({ id: idOf(path), name: path.split('/').at(-1), path }))
      : Object.entries(account.files)
          .filter(([, { folder }]) => idOf(folder) === String(parentFolderIds))
          .map(([id, file]) => ({ id, ...file, bytes: undefined }));
    response.json({ results });
  });
  http.delete(`${path}/:id`, ({ params: { id } }, response) => {
    if (!mayWrite())
      return says(response, 403, 'This app hasn’t the scope files', 'MISSING_SCOPES');
    if (!account.files[id]) return says(response, 404, `There is no file ${id}`);
    delete account.files[id];
    response.status(204).end();
  });
}

function faultOf(form: FormData): { status: number; message: string } | null {
  const file = form.get('file');
  if (!(file instanceof File)) return { status: 400, message: 'file is required' };
  const places = ['folderPath', 'folderId'].filter((name) => form.has(name));
  if (places.length !== 1)
    return { status: 400, message: 'Exactly one of folderPath and folderId is required' };
  if (!ACCESS.includes(optionsOf(form).access))
    return { status: 400, message: 'options.access is required' };
  return file.size > LARGEST ? { status: 413, message: 'The file is larger than 20 MB' } : null;
}

function optionsOf(form: FormData): Record<string, string> & { access: string } {
  try {
    return { access: '', ...JSON.parse(String(form.get('options'))) };
  } catch {
    return { access: '' };
  }
}
