import type { Response } from 'express';

/** A refusal as Salesforce writes it: a list. */
export function refuse(
  response: Response,
  status: number,
  errorCode: string,
  message: string,
): void {
  response.status(status).json([{ errorCode, message, fields: [] }]);
}
