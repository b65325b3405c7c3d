import { describe, expect, it } from 'vitest';
import { requireRoot } from './require-root.ts';

describe('a command that needs root', () => {
  it('goes on as root', () => {
    expect(() => {
      requireRoot('agent', 0);
    }).not.toThrow();
  });

  it('says so to anybody else, and what to do', () => {
    expect(() => {
      requireRoot('node doctor', 1000);
    }).toThrow('"stowage node doctor" works on drives, modules and mounts, and needs root: run it with sudo');
  });
});
