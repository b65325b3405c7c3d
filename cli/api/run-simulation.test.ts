import { describe, expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import type { SimulationQuestion } from '../../core/simulate/simulation.ts';
import { createSimulations } from './run-simulation.ts';
import { fakePort } from './testing/fake-port.ts';

const MANY: SimulationQuestion = { kind: 'place', of: { class: 'fast', size: gib(1), count: 5000 } };
const wanted = (): boolean => true;

describe('simulations of a server', () => {
  it('leave it time for other things, and end when nobody waits any more', async () => {
    const simulations = createSimulations(() => fakePort().ground());
    let turns = 0;
    const answer = await simulations.run(MANY, () => {
      turns += 1;
      return turns < 3;
    });
    expect([answer.kind === 'error' && answer.code, turns]).toEqual(['unavailable', 3]);
  });

  it('are few at once', async () => {
    const simulations = createSimulations(() => fakePort().ground());
    let waiting = true;
    const running = [1, 2].map(() => simulations.run(MANY, () => waiting));
    expect(await simulations.run(MANY, wanted)).toMatchObject({ kind: 'error', code: 'busy' });
    waiting = false;
    await Promise.all(running);
    const small: SimulationQuestion = { kind: 'defrag', of: { moves: 1 } };
    expect(await simulations.run(small, wanted)).toMatchObject({ kind: 'ok', value: { kind: 'defrag' } });
  });

  it.each([
    ['no configuration is active', undefined, 'not-ready'],
    ['the class is not there', fakePort(), 'not-found'],
  ])('say so where %s', async (_, port, code) => {
    const simulations = createSimulations(() => port?.ground());
    const question: SimulationQuestion = { kind: 'explain', of: { class: 'none', size: gib(1) } };
    expect(await simulations.run(question, wanted)).toMatchObject({ kind: 'error', code });
  });

  it('change nothing of what runs', async () => {
    const port = fakePort();
    const before = JSON.stringify(port.snapshot().volumes);
    const simulations = createSimulations(() => port.ground());
    const first = await simulations.run({ kind: 'fill', of: { size: gib(300) } }, wanted);
    expect(await simulations.run({ kind: 'fill', of: { size: gib(300) } }, wanted)).toEqual(first);
    expect(JSON.stringify(port.snapshot().volumes)).toBe(before);
  });
});
