import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '../../core/contract';

/** Everything the window can reach: one way to ask, one way to be told, and the path of a dropped file. */
const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke('call', name, input),
  on(name, listener) {
    const channel = `event:${name}`;
    const forward = (_event: unknown, payload: unknown) => listener(payload);
    ipcRenderer.on(channel, forward);
    return () => ipcRenderer.off(channel, forward);
  },
  pathOf: (file) => webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]),
};

contextBridge.exposeInMainWorld('broadsheet', bridge);
