/** A volume that the demonstration asks for, by a class of examples/rack-pair. */
export interface DemoVolume {
  readonly name: string;
  readonly className: string;
  readonly gib: number;
  readonly what: string;
}

export const DEMO_VOLUMES: readonly DemoVolume[] = [
  { name: 'demo-single', className: 'hdd', gib: 2048, what: 'a single HDD' },
  { name: 'demo-mirror', className: 'hdd-mirror', gib: 4096, what: 'a mirror that survives a rack' },
  {
    name: 'demo-striped',
    className: 'hdd-striped-mirror',
    gib: 40960,
    what: 'a striped mirror, because no drive holds 40 TiB',
  },
  { name: 'demo-slice', className: 'encrypted-slice', gib: 200, what: 'an encrypted slice of an SSD' },
];

/** The node that the volumes are for; a node of examples/rack-pair. */
export const DEMO_NODE = 'worker-a1';
