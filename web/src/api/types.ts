// Short names for what the API file defines.
import type { components, paths } from './schema';

export type Schemas = components['schemas'];
export type Permission = Schemas['Permission'];
export type GradeCode = Schemas['GradeCode'];
export type AssetState = Schemas['AssetState'];
export type AssetRow = Schemas['AssetRow'];
export type Asset = Schemas['Asset'];
export type Bilingual = Schemas['Bilingual'];
export type Job = Schemas['Job'];
export type Scan = Schemas['Scan'];
export type Source = Schemas['Source'];
export type Session = Schemas['Session'];

type Gets = { [P in keyof paths]: paths[P] extends { get: { responses: { 200: { content: { 'application/json': unknown } } } } } ? P : never };
export type GetPath = Gets[keyof Gets];
type Operation<P extends GetPath> = paths[P] extends { get: infer O } ? O : never;
export type Answer<P extends GetPath> = Operation<P> extends { responses: { 200: { content: { 'application/json': infer A } } } } ? A : never;
export type Query<P extends GetPath> = Operation<P> extends { parameters: { query?: infer Q } } ? Q : never;
export type PathParams<P extends GetPath> = Operation<P> extends { parameters: { path: infer V } } ? V : undefined;

// Paths whose answer is a page of a list, and what the list holds.
type Lists = { [P in GetPath]: Answer<P> extends { items: unknown[]; next: string | null } ? P : never };
export type ListPath = Lists[GetPath];
export type Item<P extends ListPath> = Answer<P> extends { items: (infer I)[] } ? I : never;
export type Page<I> = { items: I[]; next: string | null; total: number; total_is_estimate: boolean };
