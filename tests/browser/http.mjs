// Requests as they are written, without a browser's or fetch's tidying of addresses.
import http from 'node:http';
import https from 'node:https';
import { gunzipSync } from 'node:zlib';
import { base } from './browser.mjs';

const origin = new URL(base ?? 'http://localhost');
const client = origin.protocol === 'https:' ? https : http;
const agent = new client.Agent({ keepAlive: true, maxSockets: 8 });

/** Asks for a raw path; gives `status`, `headers`, `body` as text and `size`, the bytes of the body as sent. */
export function ask(path, options = {}) {
  // A connection that is kept may be closed by the server just as it is used again: then the request goes out anew.
  return once(path, options).catch((error) => (error.reused ? once(path, options) : Promise.reject(error)));
}

function once(path, { method = 'GET', headers = {}, body }) {
  return new Promise((resolve, reject) => {
    const request = client.request(
      { host: origin.hostname, port: origin.port, path, method, headers, agent, timeout: 15_000 },
      (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(parts);
          const packed = response.headers['content-encoding'] === 'gzip' && bytes.length > 0;
          const text = (packed ? gunzipSync(bytes) : bytes).toString('utf8');
          resolve({ path, status: response.statusCode, headers: response.headers, body: text, size: bytes.length });
        });
      },
    );
    request.on('timeout', () => request.destroy(new Error(`${path}: no answer in 15 s`)));
    request.on('error', (error) => reject(Object.assign(error, { reused: request.reusedSocket })));
    request.end(body);
  });
}

/** The same, as a browser asks: compressed. */
export const askPacked = (path) => ask(path, { headers: { 'accept-encoding': 'gzip' } });
