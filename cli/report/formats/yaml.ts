import { toYaml } from '../machine.ts';
import { findingsData } from './findings-data.ts';
import type { Report } from './report.ts';

export const renderYaml = (report: Report): string => toYaml(findingsData(report));
