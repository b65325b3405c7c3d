import { describe, expect, it } from 'vitest';
import { readConfiguration } from './index.ts';
import { marked } from './testing/marked.ts';
import { told } from './testing/told.ts';

const read = (text: string) => readConfiguration([{ path: 'f.yaml', text }]);

const attributes = (
  parameters: string,
  version = 'v1',
  driver = 'csi.stowage.dev',
) => `apiVersion: storage.k8s.io/${version}
kind: VolumeAttributesClass
metadata: { name: gold }
driverName: ${driver}
parameters: { ${parameters} }
`;

const snapshots = (
  rest: string,
  version = 'v1',
  driver = 'csi.stowage.dev',
) => `apiVersion: snapshot.storage.k8s.io/${version}
kind: VolumeSnapshotClass
metadata: { name: kept }
driver: ${driver}
${rest}`;

describe("classes of Kubernetes' own kinds", () => {
  it.each([
    ['attributes', attributes('maxIops: "5000", maxReadIops: none, minBandwidth: 100M, maxBandwidth: "1e9"')],
    ['attributes of the beta', attributes('maxIops: "5000"', 'v1beta1')],
    ['attributes that lift and strike', attributes('maxIops: none, minBandwidth: none, tags: ""')],
    [
      'attributes by direction',
      attributes('maxReadBandwidth: .5Gi, maxWriteIops: "1", minBandwidth: 1G, tags: "a, b"'),
    ],
    ['snapshots', snapshots('deletionPolicy: Retain\n')],
    [
      'snapshots with keys of sidecars',
      snapshots(
        'deletionPolicy: Delete\nparameters: { csi.storage.k8s.io/snapshotter-secret-name: s, csi.storage.k8s.io/x: y }\n',
      ),
    ],
  ])('%s are ours', (_, text) => {
    const { findings, objects, passedOver } = read(text);
    expect(findings).toEqual([]);
    expect([objects.length, passedOver.length]).toEqual([1, 0]);
  });

  it.each([
    ['attributes', attributes('throughput: fast', 'v1', 'ebs.csi.aws.com')],
    ['attributes of any version', attributes('throughput: fast', 'v7', 'ebs.csi.aws.com')],
    ['snapshots', snapshots('deletionPolicy: Maybe\n', 'v1', 'ebs.csi.aws.com')],
  ])('%s of other drivers are passed over', (_, text) => {
    const { findings, objects, passedOver } = read(text);
    expect(findings).toEqual([]);
    expect([objects.length, passedOver.length]).toEqual([0, 1]);
  });

  it.each([
    [
      'an unknown version of attributes',
      attributes('maxIops: "1"', 'v2'),
      'Write storage.k8s.io/v1 or storage.k8s.io/v1beta1.',
    ],
    [
      'an old version of snapshots',
      snapshots('deletionPolicy: Retain\n', 'v1beta1'),
      'Write snapshot.storage.k8s.io/v1.',
    ],
  ])('%s is told what to write', (_, text, help) => {
    expect(read(text).findings).toMatchObject([{ code: 'schema/unknown-version', help }]);
  });

  it.each([
    ['no deletionPolicy', snapshots('').replace('apiVersion', '▸apiVersion'), 'schema/missing-field'],
    ['another deletionPolicy', snapshots('deletionPolicy: ▸Keep\n'), 'schema/wrong-value'],
    [
      'parameters of our own',
      snapshots('deletionPolicy: Delete\nparameters: { ▸speed: "1" }\n'),
      'schema/unknown-field',
    ],
    ['no parameters', attributes('').replace('parameters: { ', 'parameters: ▸{ '), 'schema/wrong-value'],
    ['a number that is no string', attributes('maxIops: ▸5000'), 'schema/wrong-type'],
    ['operations with a unit', attributes('maxIops: ▸5k'), 'schema/wrong-value'],
    ['bytes in thousandths', attributes('maxBandwidth: ▸500m'), 'schema/wrong-value'],
    ['a misspelt name', attributes('▸maxIOPS: "1"'), 'schema/unknown-field'],
    ['no bandwidth at all', attributes('maxBandwidth: ▸"0"'), 'schema/wrong-value'],
    ['faster than anything', attributes('maxReadBandwidth: ▸2T'), 'schema/wrong-value'],
    ['more promised than allowed', attributes('minBandwidth: ▸2M, maxBandwidth: 1M'), 'schema/wrong-value'],
    ['a promise that nobody keeps', attributes('▸minIops: "1", maxIops: "2"'), 'schema/unknown-field'],
    ['a burst', attributes('maxIops: "2", ▸burstIops: "3"'), 'schema/unknown-field'],
  ])('%s is told', (_, textWithMark, code) => {
    const { text, place } = marked(textWithMark);
    expect(told(read(text).findings)).toEqual([`f.yaml:${place} ${code}`]);
  });

  it('have names of their own', () => {
    const text = `${attributes('maxIops: "1"')}---\n${attributes('maxIops: "2"').replace('gold', '▸gold')}`;
    const { text: plain, place } = marked(text);
    expect(told(read(plain).findings)).toEqual([`f.yaml:${place} reference/duplicate-name`]);
  });
});
