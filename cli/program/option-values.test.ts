import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import {
  addClusterEndpoint,
  parseDomain,
  parseDuration,
  parseEtcdPrefix,
  parseEtcdServers,
  parseListenAddress,
  parseNodeName,
  parseServerUrl,
  parseSize,
  parseVolumeName,
} from './option-values.ts';

describe('durations', () => {
  it.each([
    ['500ms', 500],
    ['10s', 10_000],
    ['1m', 60_000],
    ['2h', 7_200_000],
    ['24h', 86_400_000],
  ])('%s is %i ms', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  it.each(['', '10', 's', '1.5s', '-1s', '0s', '25h', '10 s', '1e3s', '9999999999s'])('refuses "%s"', (text) => {
    expect(() => parseDuration(text)).toThrow(InvalidArgumentError);
  });
});

describe('sizes', () => {
  it.each([
    ['10Gi', 10],
    ['1', 1],
    ['1G', 1],
    ['1.5Ti', 1536],
    ['1Ei', 2 ** 30],
  ])('%s takes %i GiB', (text, size) => {
    expect(parseSize(text)).toBe(size);
  });

  it.each(['', '0', '0Gi', '-1Gi', 'ten', '10GiB', '2Ei'])('refuses "%s"', (text) => {
    expect(() => parseSize(text)).toThrow(InvalidArgumentError);
  });
});

describe('listen addresses', () => {
  it.each([
    ['127.0.0.1:8480', { host: '127.0.0.1', port: 8480 }],
    ['localhost:0', { host: 'localhost', port: 0 }],
    ['[::1]:80', { host: '::1', port: 80 }],
  ])('%s', (text, address) => {
    expect(parseListenAddress(text)).toEqual(address);
  });

  it.each(['8480', ':8480', '127.0.0.1', '127.0.0.1:65536', '::1:80', 'http://x:1', 'a b:1'])(
    'refuses "%s"',
    (text) => {
      expect(() => parseListenAddress(text)).toThrow(InvalidArgumentError);
    },
  );
});

describe('server URLs', () => {
  it('takes http and https', () => {
    expect(parseServerUrl('https://stowage.example:8480/base').href).toBe('https://stowage.example:8480/base');
  });

  it.each(['stowage', 'unix:///x', 'ftp://x', 'http://me:secret@x', 'http://x?a=b'])('refuses "%s"', (text) => {
    expect(() => parseServerUrl(text)).toThrow(InvalidArgumentError);
  });
});

describe('names', () => {
  it.each(['worker-1', 'n', 'a.b.example'])('takes the node %s', (text) => {
    expect(parseNodeName(text)).toBe(text);
  });

  it.each(['', 'Worker', '-a', 'a-', 'a b', 'a'.repeat(254)])('refuses the node "%s"', (text) => {
    expect(() => parseNodeName(text)).toThrow(InvalidArgumentError);
  });

  it.each(['pvc-1', 'däta', 'a/b'])('takes the volume %s', (text) => {
    expect(parseVolumeName(text)).toBe(text);
  });

  it.each(['', 'a b', 'a\nb', 'ä'.repeat(65)])('refuses the volume "%s"', (text) => {
    expect(() => parseVolumeName(text)).toThrow(InvalidArgumentError);
  });
});

describe('domains', () => {
  it('are UUIDs', () => {
    const domain = '0b5c3a52-6b0f-4f3e-9f55-6b8a3c1d2e01';
    expect(parseDomain(domain)).toBe(domain);
  });

  it.each(['', 'main', '0B5C3A52-6B0F-4F3E-9F55-6B8A3C1D2E01', '0b5c3a526b0f4f3e9f556b8a3c1d2e01'])(
    'refuses "%s"',
    (text) => {
      expect(() => parseDomain(text)).toThrow(InvalidArgumentError);
    },
  );
});

describe('servers of etcd', () => {
  it.each([
    ['https://etcd-0:2379', ['https://etcd-0:2379/']],
    ['http://127.0.0.1:1,https://[::1]:2', ['http://127.0.0.1:1/', 'https://[::1]:2/']],
  ])('%s', (text, urls) => {
    expect(parseEtcdServers(text).map(({ href }) => href)).toEqual(urls);
  });

  it.each(['', 'etcd-0:2379', 'https://etcd-0', 'https://a:1,', 'https://a:1/path', 'https://u@a:1', 'etcd://a:1'])(
    'refuses "%s"',
    (text) => {
      expect(() => parseEtcdServers(text)).toThrow(InvalidArgumentError);
    },
  );

  it.each(['', '/', 'stowage', '//', '/a b', '/ä'])('refuses the prefix "%s"', (text) => {
    expect(() => parseEtcdPrefix(text)).toThrow(InvalidArgumentError);
  });
});

describe('sockets of clusters', () => {
  it('come one after another', () => {
    const first = addClusterEndpoint('east=unix:///run/a=b.sock');
    expect(addClusterEndpoint('west=unix:///w', first)).toEqual([
      { cluster: 'east', endpoint: 'unix:///run/a=b.sock' },
      { cluster: 'west', endpoint: 'unix:///w' },
    ]);
    expect(() => addClusterEndpoint('east=unix:///w', first)).toThrow(InvalidArgumentError);
  });

  it.each(['', 'east', '=unix:///a', 'East=unix:///a', 'east='])('refuses "%s"', (text) => {
    expect(() => addClusterEndpoint(text)).toThrow(InvalidArgumentError);
  });
});
