// One Chromium, started the way that works without a display or a network of its own.
import { chromium } from 'playwright-core';

export const base = process.env.KLOVER_URL;

export const launch = (args = []) => chromium.launch({
  executablePath: process.env.KLOVER_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ...args,
  ],
});
