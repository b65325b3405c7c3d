import fc from 'fast-check';

// Properties try the same cases on every machine and every day. To look for more, give another number.
fc.configureGlobal({ seed: Number(process.env['FAST_CHECK_SEED'] ?? 20261121) });
