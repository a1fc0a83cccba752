// Runs the other engines on an open page. Each gives a list of { rule, outcome: 'failed' | 'passed', path }, with its
// own rule names. `path` is the path of the element as in `path.js`, so that it is the same for every engine.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

export const NAMES = ['axe', 'ace', 'htmlcs', 'alfa'];

/** Loads the engines from a folder in which npm has installed them. */
export async function load(folder) {
    const require = createRequire(pathToFileURL(`${folder}/package.json`));
    const source = (name) => readFileSync(require.resolve(name), 'utf8');
    const engines = {
        axe: await inPage(source('axe-core'), axe),
        ace: await inPage(source('accessibility-checker-engine/ace.js'), ace),
        htmlcs: await inPage(source('html_codesniffer/build/HTMLCS.js'), htmlcs),
    };
    return { ...engines, alfa: await alfa(folder, require) };
}

async function inPage(source, run) {
    return async (page) => {
        await page.evaluate(source);
        return page.evaluate(run);
    };
}

/* The three functions below run in the page. */

async function axe() {
    const told = await window.axe.run(document, { resultTypes: ['violations', 'passes'], reporter: 'v2' });
    const lines = [];
    for (const [list, outcome] of [[told.violations, 'failed'], [told.passes, 'passed']]) {
        for (const rule of list) {
            for (const node of rule.nodes) {
                const element = node.target.length === 1 && typeof node.target[0] === 'string'
                    ? document.querySelector(node.target[0])
                    : null;
                lines.push({ rule: rule.id, outcome, path: window.observatoirePath(element) });
            }
        }
    }
    return lines;
}

async function ace() {
    const told = await new window.ace.Checker().check(document, ['WCAG_2_2']);
    const outcomes = { 'VIOLATION,FAIL': 'failed', 'VIOLATION,PASS': 'passed' };
    return told.results.flatMap((result) => {
        const outcome = outcomes[result.value.join(',')];
        return outcome
            ? [{ rule: result.ruleId, outcome, path: window.observatoirePath(result.node) }]
            : [];
    });
}

async function htmlcs() {
    await new Promise((done, failed) => window.HTMLCS.process('WCAG2AA', document, done, failed));
    const errors = window.HTMLCS.getMessages().filter((message) => message.type === window.HTMLCS.ERROR);
    return errors.map((message) => ({
        rule: message.code.replace(/^WCAG2AA\.Principle\d\.Guideline\d_\d\./, ''),
        outcome: 'failed',
        path: window.observatoirePath(message.element),
    }));
}

/* Alfa runs outside of the page, on a copy of its document. */

async function alfa(folder, require) {
    const open = async (name) => import(pathToFileURL(require.resolve(name)).href);
    const [act, rules, dom, device, http, web, url] = await Promise.all(
        ['act', 'rules', 'dom', 'device', 'http', 'web', 'url'].map((part) => open(`@siteimprove/alfa-${part}`)),
    );
    const { Native } = await open('@siteimprove/alfa-dom/native');
    return async (page) => {
        const copied = await page.evaluate(Native.fromNode);
        const address = url.URL.parse(page.url()).getUnsafe();
        const document = dom.Node.from(copied);
        const whole = web.Page.of(http.Request.empty(), http.Response.of(address, 200), document, device.Device.standard());
        const outcomes = Array.from(await act.Audit.of(whole, rules.default).evaluate());
        return outcomes.flatMap((outcome) => alfaLine(act.Outcome, dom, outcome));
    };
}

function alfaLine(kinds, dom, outcome) {
    const failed = kinds.isFailed(outcome);
    if (!failed && !kinds.isPassed(outcome)) return [];
    const targets = dom.Node.isNode(outcome.target) ? [outcome.target] : [];
    const rule = outcome.rule.uri.split('/').pop();
    return targets.map((target) => ({ rule, outcome: failed ? 'failed' : 'passed', path: alfaPath(dom, target) }));
}

/** Path of the element of a target, which in Alfa may also be a text node or an attribute. */
function alfaPath(dom, target) {
    if (dom.Document.isDocument(target)) return '/html[1]';
    const element = dom.Element.isElement(target)
        ? target
        : target.ancestors?.().find(dom.Element.isElement).getOr(undefined) ?? target.owner?.getOr?.(undefined);
    return element?.path() ?? '';
}
