import { toJson } from '../machine.ts';
import { findingsData } from './findings-data.ts';
import type { Report } from './report.ts';

export const renderJson = (report: Report): string => toJson(findingsData(report));
