/**
 * Loaded before the app (`-r`), and before each of its threads: writes a line for every socket, name look-up and datagram socket that Node's side of
 * the app asks for, in every thread, to the file named in BROADSHEET_NETWORK_WATCH.
 */
'use strict';
const { appendFileSync } = require('node:fs');
const dgram = require('node:dgram');
const dns = require('node:dns');
const { syncBuiltinESMExports } = require('node:module');
const net = require('node:net');
const threads = require('node:worker_threads');

const file = process.env.BROADSHEET_NETWORK_WATCH;
const note = (what) => appendFileSync(file, `${what}\n`);

if (file) {
  note(`watching ${threads.isMainThread ? 'main' : 'worker'}`);
  const connect = net.Socket.prototype.connect;
  net.Socket.prototype.connect = function (...words) {
    const [options] = Array.isArray(words[0]) ? words[0] : words;
    // A path is a local pipe, which no network sees.
    if (!options?.path) note(`connect ${JSON.stringify(options)}`);
    return connect.apply(this, words);
  };
  for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
    for (const owner of [dns, dns.promises]) {
      const original = owner[name];
      owner[name] = function (host, ...rest) {
        note(`${name} ${host}`);
        return original.call(this, host, ...rest);
      };
    }
  }
  const Worker = threads.Worker;
  threads.Worker = class extends Worker {
    constructor(path, options = {}) {
      super(path, { ...options, execArgv: ['--require', __filename] });
    }
  };
  const createSocket = dgram.createSocket;
  dgram.createSocket = function (...words) {
    note('datagram socket');
    return createSocket.apply(this, words);
  };
  syncBuiltinESMExports();
}
