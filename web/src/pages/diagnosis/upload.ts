// A file on its way to the node; what becomes of it is another request.
import { api, unwrap } from '@/api/client';

export const sendFile = (file: File) =>
  unwrap(api.POST('/uploads', { params: { query: { name: file.name } }, body: file as unknown as string, bodySerializer: (body) => body, headers: { 'Content-Type': 'application/octet-stream' } }));
