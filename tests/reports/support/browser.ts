import { spawnSync } from 'node:child_process';
import { type Browser, chromium } from '@playwright/test';

/** CI installs Chromium; elsewhere these run where it is. */
const program = process.env.CHROMIUM ?? '/usr/bin/chromium';
const isInstalled = spawnSync(program, ['--version']).status === 0;
export const hasBrowser = process.env.CI !== undefined || isInstalled;

export function launch(): Promise<Browser> {
  const options = isInstalled ? { executablePath: program } : {};
  return chromium.launch({ ...options, args: ['--no-sandbox'] });
}
