import { describe, expect, it } from 'vitest';
import type { Fleet } from '../fleet/fleet.ts';
import { BUNDLE } from '../fleet/stowage-command.ts';
import type { Vm } from '../vm/vm.ts';

/** Tells what the doctor makes of a host. The initramfs is left to boxes of steel: to build one takes minutes here. */
export function doctor(fleet: () => Fleet): void {
  describe('a node that the doctor has seen', () => {
    it('is well, and is not changed by a second look', async () => {
      const vm = fleet().node('node-b');
      const before = await doctorOn(vm);
      expect(before).toMatchObject({
        code: 1,
        stdout: expect.stringContaining('not loaded when the host starts') as unknown,
      });
      expect(await doctorOn(vm, '--fix')).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('mended: ') as unknown,
      });
      const files = await written(vm);
      const again = await doctorOn(vm, '--fix');
      expect(again.code).toBe(0);
      expect(again.stdout).not.toContain('mended');
      expect(await written(vm)).toBe(files);
    });
  });
}

const doctorOn = (vm: Vm, ...options: readonly string[]) =>
  vm.run([process.execPath, BUNDLE, 'node', 'doctor', ...options]);

/** What of it has changed, and when. */
const written = (vm: Vm): Promise<string> =>
  vm.output(['find', '/etc', '-name', '*stowage*', '-printf', '%p %T@ %i\\n']);
