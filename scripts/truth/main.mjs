// Judges pages with our program and with four other engines. Writes the disagreements that are not known to a file, and
// prints their numbers.
// usage: node main.mjs --program FILE --tools FOLDER --known FILE --out FILE [--most N] FOLDER|FILE-OF-URLS …
// A folder is the root of one web site, all of whose pages are judged. Exit code 1 if a disagreement is not known.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { compare } from './compare.mjs';
import { NAMES, load } from './engines.mjs';
import { rowsOf, testsOf } from './tables.mjs';
import { pagesBelow, serve } from './server.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
/** Longest time of one engine on one page, in milliseconds. */
const ENGINE_TIME = 60_000;

const { values: asked, positionals: inputs } = parseArgs({
    allowPositionals: true,
    options: {
        program: { type: 'string' },
        tools: { type: 'string' },
        known: { type: 'string' },
        out: { type: 'string' },
        most: { type: 'string', default: '100000' },
    },
});

/** The pages to judge: { address, name }. The name is the same in each run, the address has a random port. */
async function subjects() {
    const found = [];
    for (const input of inputs) {
        if (statSync(input).isFile()) {
            found.push(...rowsOf(readFileSync(input, 'utf8')).map(([address]) => ({ address, name: address })));
            continue;
        }
        const origin = await serve(input);
        const folder = basename(input);
        found.push(...pagesBelow(input).map((page) => ({ address: origin + encodeURI(page), name: folder + page })));
    }
    return found.slice(0, Number(asked.most));
}

function judgedByUs(pages) {
    const list = join(dirname(asked.out), 'urls.txt');
    writeFileSync(list, pages.map((page) => page.address).join('\n'));
    const command = ['audit', '--format', 'jsonl', '--allow-private', '--urls-file', list];
    const child = spawn(asked.program, command, { stdio: ['ignore', 'pipe', 'inherit'] });
    return new Promise((done, failed) => {
        let told = '';
        child.stdout.setEncoding('utf8').on('data', (part) => { told += part; });
        child.on('error', failed);
        child.on('close', () => done(new Map(told.split('\n').filter(Boolean).map((line) => JSON.parse(line)).map((page) => [page.url, page]))));
    });
}

/** Adds to each of our findings the path of its element, by which it is compared with those of the other engines. */
async function locate(page, ours) {
    for (const rule of ours.rules) {
        for (const found of rule.findings) {
            found.path = await page.evaluate((selector) => {
                if (selector.includes(' >>> ')) return '';
                try {
                    return window.observatoirePath(document.querySelector(selector) ?? undefined);
                } catch {
                    return '';
                }
            }, found.selector);
        }
    }
}

async function judgedByOthers(page, engines) {
    const lines = [];
    for (const name of NAMES) {
        const late = new Promise((_, failed) => { setTimeout(failed, ENGINE_TIME, new Error('no answer')).unref(); });
        try {
            const said = await Promise.race([engines[name](page), late]);
            lines.push(...said.map((line) => ({ engine: name, ...line })));
        } catch (error) {
            console.error(`${page.url()}: ${name} says nothing: ${error.message.split('\n')[0]}`);
        }
    }
    return lines;
}

async function main() {
    const pages = await subjects();
    const ours = await judgedByUs(pages);
    const engines = await load(asked.tools);
    const require = createRequire(pathToFileURL(`${asked.tools}/package.json`));
    const puppeteer = (await import(pathToFileURL(require.resolve('puppeteer-core')).href)).default;
    const browser = await puppeteer.launch({
        executablePath: '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
    });
    const script = readFileSync(join(HERE, 'path.js'), 'utf8');
    const tests = testsOf(readFileSync(join(HERE, 'rules.tsv'), 'utf8'));
    const rows = [];
    for (const { address, name } of pages) {
        const verdict = ours.get(address);
        if (verdict?.outcome !== 'audited') {
            console.error(`${name}: not audited by us: ${verdict?.reason ?? 'no answer'}`);
            continue;
        }
        const page = await browser.newPage();
        await page.setViewport({ width: 1280, height: 1024 });
        await page.goto(address, { waitUntil: 'load', timeout: 60_000 })
            .then(() => page.waitForNetworkIdle({ idleTime: 300, timeout: 5_000 })).catch(() => {});
        try {
            await page.evaluate(script);
            await locate(page, verdict);
            const others = await judgedByOthers(page, engines);
            rows.push(...compare(verdict, others, tests).map((row) => ({ page: name, ...row })));
        } catch (error) {
            console.error(`${name}: not compared: ${error.message.split('\n')[0]}`);
        }
        await page.close();
    }
    await browser.close();
    tell(rows);
}

const KEYS = ['kind', 'page', 'tests', 'engines', 'path'];
const key = (row) => KEYS.map((name) => row[name]).join('\t');

/**
 * Predicate for the rows to which a known disagreement applies. `*` in its cells matches any text, so that one known
 * disagreement can cover many rows.
 */
function judges(cells) {
    const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const patterns = cells.slice(0, KEYS.length).map((cell) => new RegExp(`^${cell.split('*').map(literal).join('.*')}$`));
    return (row) => KEYS.every((name, at) => patterns[at]?.test(row[name]));
}

function tell(rows) {
    const judged = rowsOf(readFileSync(asked.known, 'utf8')).map(judges);
    const fresh = rows.filter((row) => !judged.some((speaksOf) => speaksOf(row)));
    writeFileSync(asked.out, fresh.map((row) => `${key(row)}\t${row.ours}\t${row.html}\n`).join(''));
    for (const kind of new Set(rows.map((row) => row.kind))) {
        const of = (list) => list.filter((row) => row.kind === kind).length;
        console.log(`${kind}: ${of(rows)}, of which not judged yet: ${of(fresh)}`);
    }
    console.log(`${fresh.length} disagreements to judge: ${asked.out}`);
    process.exit(fresh.length ? 1 : 0);
}

await main();
