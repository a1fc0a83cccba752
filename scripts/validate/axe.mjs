// Opens each page of a folder in windows of three sizes. Prints the findings of axe-core, and pages that are wider than
// the window, at 320 CSS pixels also with the four text spacings of RGAA 10.12. Pages with the same elements, classes
// and roles are of one kind; only the first pages of each kind are given to axe-core, because all would take an hour.
//
// usage: node axe.mjs FOLDER TOOLS [PAGES]
//   TOOLS  folder in which npm has installed axe-core and puppeteer-core
//   PAGES  number of pages of each kind for axe-core, 3 by default
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { pagesBelow, serve } from '../truth/server.mjs';

const [folder, tools, most = '3'] = process.argv.slice(2);
const WINDOWS = [[1280, 900], [768, 900], [320, 640]];
const SPACED = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }'
    + ' p { margin-bottom: 2em !important }';

const require = createRequire(pathToFileURL(`${tools}/package.json`));
const puppeteer = (await import(pathToFileURL(require.resolve('puppeteer-core')).href)).default;
const axe = readFileSync(require.resolve('axe-core'), 'utf8');

/** Width of the page beyond its window, in CSS pixels. */
const excess = () => document.scrollingElement.scrollWidth - document.documentElement.clientWidth;

const violations = async () => {
    const told = await window.axe.run(document, { resultTypes: ['violations'] });
    return told.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 200)}`));
};

/** Kind of the page: its distinct combinations of element, classes and role. */
const build = () => [...new Set([...document.querySelectorAll('*')].map((element) => {
    const role = element.getAttribute('role') ?? '';
    return `${element.localName}.${[...element.classList].sort().join('.')}[${role}]`;
}))].sort().join(' ');

async function judged(page, isGiven) {
    const found = [];
    for (const [width, height] of WINDOWS) {
        await page.setViewport({ width, height });
        const wider = await page.evaluate(excess);
        if (wider > 0) found.push(`${wider} pixels wider than ${width}`);
        if (isGiven && width !== 768) found.push(...await page.evaluate(violations));
    }
    await page.addStyleTag({ content: SPACED });
    const wider = await page.evaluate(excess);
    if (wider > 0) found.push(`${wider} pixels wider than 320 with spaced text`);
    return [...new Set(found)];
}

const origin = await serve(folder);
const browser = await puppeteer.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
let wrong = 0;
let given = 0;
const kinds = new Map();
const pages = pagesBelow(folder);
for (const path of pages) {
    const page = await browser.newPage();
    await page.setBypassCSP(true);
    await page.goto(origin + encodeURI(path), { waitUntil: 'load' });
    const kind = await page.evaluate(build);
    const seen = kinds.get(kind) ?? 0;
    kinds.set(kind, seen + 1);
    const isGiven = seen < Number(most);
    if (isGiven) {
        given += 1;
        await page.evaluate(axe);
    }
    for (const line of await judged(page, isGiven)) {
        console.log(`${path}: ${line}`);
        wrong += 1;
    }
    await page.close();
}
await browser.close();
console.log(`axe-core ${require('axe-core/package.json').version}: ${pages.length} pages of ${kinds.size} kinds, ${given} given to it, ${wrong} findings`);
process.exit(wrong ? 1 : 0);
