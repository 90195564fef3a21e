/** A bare Electron app that shows one page: the stage on which parts of the window are tested in a real engine. */
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1000, height: 800 }).loadFile(`${process.env.STAGE}/index.html`));
