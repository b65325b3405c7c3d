/** GPT partition types of on-disk format v1: own ones, so that nothing else takes such a partition for its own. */
export const LABEL_TYPE_GUID = '53544f57-4c41-4245-8c5f-6b1d0f3c7a01';
export const LEG_TYPE_GUID = '53544f57-4c45-4745-8c5f-6b1d0f3c7a02';

/** GPT attribute of a leg that was all zeros when it was cut, and when it was grown. */
export const ZEROED_ATTRIBUTE = 'GUID:48';

/**
 * GPT attribute of a partition that is not a leg yet, or no more: its bytes are taken and are being wiped. It stands on
 * the drive, so that a leg half cut is never taken for one that was wiped.
 */
export const WIPING_ATTRIBUTE = 'GUID:49';

/**
 * GPT attribute of a leg that is to be filled with what another holds, and is not yet. It stands on the drive, so that a
 * copy that was cut off is never taken for a whole one, and a whole one is never written over.
 */
export const FILLING_ATTRIBUTE = 'GUID:50';
