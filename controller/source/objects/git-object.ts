export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag';

export interface GitObject {
  readonly kind: 'object';
  readonly type: ObjectType;
  readonly bytes: Buffer;
}

export type ObjectOrSize = GitObject | { readonly kind: 'too-large'; readonly size: number };

export const isObjectType = (text: string): text is ObjectType =>
  text === 'commit' || text === 'tree' || text === 'blob' || text === 'tag';
