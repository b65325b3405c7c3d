import { describe, expect, it, onTestFinished } from 'vitest';
import { ACTIVE, volumeOf } from '../api/testing/fixture.ts';
import { createHealth } from './health.ts';
import type { Health } from './health.ts';
import { createEventMetrics } from './metrics/event-metrics.ts';
import { addFleetMetrics } from './metrics/fleet-metrics.ts';
import { startMetricsServer } from './metrics-server.ts';

async function served(health: Health = createHealth(), fleets: string[] = []) {
  const metrics = createEventMetrics('1.2.3');
  const bugs: unknown[] = [];
  addFleetMetrics(metrics.registry, {
    fleet: () => {
      fleets.push('counted');
      const { configuration } = ACTIVE;
      return { configuration, volumes: [volumeOf('db-0')], publications: [], reports: new Map() };
    },
    answering: () => ['box-1'],
    activeRevision: () => 3,
    storeBytes: () => Promise.resolve(4096),
    capacity: ({ name }) => Promise.resolve(name === 'fast' ? { availableBytes: 5, largestVolumeBytes: 4 } : undefined),
  });
  const log = { bug: (_: string, error: unknown) => void bugs.push(error) };
  const options = { listen: { host: '127.0.0.1', port: 0 }, registry: metrics.registry, health, log };
  const server = await startMetricsServer(options);
  onTestFinished(() => server.stop());
  const get = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${server.url}${path}`, init);
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  return { server, options, metrics, bugs, get };
}

describe('the metrics address', () => {
  it('tells what happened, and what there is', async () => {
    const { get, metrics, bugs } = await served();
    metrics.called('/csi.v1.Controller/CreateVolume', 'OK', 0.02);
    const { status, type, text } = await get('/metrics');
    expect([status, type, bugs]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8', []]);
    const labels = 'driver_name="csi.stowage.dev",method_name="/csi.v1.Controller/CreateVolume",grpc_status_code="OK"';
    for (const line of [
      `csi_operations_seconds_count{${labels}} 1`,
      `csi_operations_seconds_bucket{le="0.025",${labels}} 1`,
      'stowage_build_info{version="1.2.3"} 1',
      'stowage_drives{media_type="SSD",state="enabled"} 15',
      'stowage_enclosures{state="answering"} 1',
      'stowage_enclosures{state="silent"} 1',
      'stowage_revision_active 3',
      'stowage_store_bytes 4096',
      'stowage_class_available_bytes{class="fast"} 5',
      'stowage_class_largest_volume_bytes{class="fast"} 4',
      'stowage_journal_entries{step="create"} 0',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    expect(text).not.toContain('class="fixed"');
  });

  it('counts once for scrapes that come together', async () => {
    const fleets: string[] = [];
    const { get } = await served(createHealth(), fleets);
    await Promise.all([get('/metrics'), get('/metrics')]);
    expect(fleets).toHaveLength(1);
  });

  it('tells whether the process lives and is ready', async () => {
    let active = false;
    const health = createHealth(() =>
      active ? { kind: 'ready' } : { kind: 'not-ready', why: 'no configuration is active yet' },
    );
    const { get } = await served(health);
    expect(await get('/readyz')).toMatchObject({ status: 503, text: 'no configuration is active yet\n' });
    active = true;
    expect(await get('/readyz?verbose')).toMatchObject({ status: 200, text: 'ok\n' });
    health.stopping();
    expect(await get('/readyz')).toMatchObject({ status: 503, text: 'the process stops\n' });
    expect(await get('/healthz')).toMatchObject({ status: 200, text: 'ok\n' });
  });

  it('answers nothing else', async () => {
    const { get } = await served();
    expect((await get('/api/v1/volumes')).status).toBe(404);
    expect((await get('/metrics', { method: 'POST' })).status).toBe(405);
  });

  it('says that it is taken', async () => {
    const { server, options } = await served();
    const listen = { host: '127.0.0.1', port: Number(new URL(server.url).port) };
    await expect(startMetricsServer({ ...options, listen })).rejects.toMatchObject({
      code: 'listen-failed',
      message: expect.stringContaining('choose another address with --metrics-address') as string,
    });
  });
});
