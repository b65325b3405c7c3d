import { describe, expect, it } from 'vitest';
import type { VolumeId } from '../../core/model/ids.ts';
import { ok } from '../services/outcome.ts';
import { createVolumeLocks } from './volume-locks.ts';

const VOLUME = 'a-volume' as VolumeId;
const OTHER = 'another' as VolumeId;

function gate() {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

describe('the locks of volumes', () => {
  it('skip a look while an operation is under way, on that volume alone', async () => {
    const locks = createVolumeLocks();
    const operation = gate();
    const running = locks.run(VOLUME, () => operation.passed.then(() => ok('done')));
    const looked: VolumeId[] = [];
    for (const volume of [VOLUME, OTHER]) {
      await locks.whileIdle(volume, () => {
        looked.push(volume);
        return Promise.resolve();
      });
    }
    expect(looked).toEqual([OTHER]);
    operation.open();
    expect(await running).toEqual(ok('done'));
  });

  it('let one operation wait for a look, and tell a second one to come back', async () => {
    const locks = createVolumeLocks();
    const look = gate();
    const order: string[] = [];
    const looking = locks.whileIdle(VOLUME, () => look.passed.then(() => void order.push('look')));
    const operation = () => {
      order.push('operation');
      return Promise.resolve(ok('done'));
    };
    const first = locks.run(VOLUME, operation);
    expect(await locks.run(VOLUME, operation)).toMatchObject({ code: 'busy' });
    look.open();
    expect(await first).toEqual(ok('done'));
    await looking;
    expect(order).toEqual(['look', 'operation']);
  });

  it('are given back by a look that fails', async () => {
    const locks = createVolumeLocks();
    const look = gate();
    const looking = locks.whileIdle(VOLUME, () => look.passed.then(() => Promise.reject(new Error('failed'))));
    const operation = locks.run(VOLUME, () => Promise.resolve(ok('done')));
    look.open();
    await expect(looking).rejects.toThrow('failed');
    expect(await operation).toEqual(ok('done'));
    expect(await locks.run(VOLUME, () => Promise.resolve(ok('again')))).toEqual(ok('again'));
  });
});
