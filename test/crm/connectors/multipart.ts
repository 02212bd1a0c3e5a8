import type { Request } from 'express';

/** A form with files, as it arrived; the request's body is its bytes. */
export async function multipart({ body, headers }: Request): Promise<FormData | null> {
  const type = headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data') || !Buffer.isBuffer(body)) return null;
  const bytes = new Uint8Array(body);
  return new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => null);
}
