import type { Context } from 'hono';
import { filePolicy } from '../safety/headers.ts';

interface SavedFile {
  readonly type: string;
  readonly text: string;
  readonly name: string;
}

/** A file to save. */
export function fileResponse(context: Context, { type, text, name }: SavedFile): Response {
  return context.body(text, 200, {
    'Content-Type': type,
    'Content-Security-Policy': filePolicy,
    'Content-Disposition': `attachment; filename="${name}"`,
  });
}
