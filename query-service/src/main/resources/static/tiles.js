/** The tiles: events per second with the last minutes, and the most frequent types. */

import {byId, el, setText} from './dom.js';
import {rate as rateText} from './format.js';

const SECONDS = 300;
const SMOOTHED = 5;
const SVG = 'http://www.w3.org/2000/svg';

export class RateTile {
    #rates = [];
    #types = [];
    #path = null;
    #area = null;

    constructor() {
        this.#area = byId('spark').appendChild(document.createElementNS(SVG, 'path'));
        this.#area.setAttribute('class', 'area');
        this.#path = byId('spark').appendChild(document.createElementNS(SVG, 'path'));
        this.#path.setAttribute('class', 'line');
    }

    /** Whether any event came in the last minutes. */
    get hasEvents() {
        return this.#rates.some(rate => rate > 0);
    }

    /** The rates of the last minutes, null where unknown. */
    begin(rates) {
        this.#rates = [...rates];
        this.#types = [];
        this.#draw();
    }

    /** The rate of a second. */
    add({events_per_second, by_type, incomplete}) {
        this.#rates = [...this.#rates, events_per_second].slice(-SECONDS);
        this.#types = [...this.#types, by_type].slice(-SMOOTHED);
        this.#draw();
        setText(byId('rate-caption'), incomplete ? 'Last 5 minutes · too many events to look at each'
            : `Last 5 minutes · peak ${rateText(Math.max(...this.#rates.map(rate => rate ?? 0)))}`);
    }

    /** What was shown is no longer so. */
    lost() {
        this.#rates = [];
        this.#types = [];
        this.#draw();
    }

    #draw() {
        const recent = this.#rates.slice(-SMOOTHED).filter(rate => rate !== null);
        setText(byId('rate'), recent.length ? rateText(recent.reduce((a, b) => a + b, 0) / recent.length) : '–');
        this.#drawSpark();
        this.#drawTypes();
    }

    #drawSpark() {
        const top = Math.max(1, ...this.#rates.map(rate => rate ?? 0));
        const offset = SECONDS - this.#rates.length;
        let line = '';
        let area = '';
        let from = null;
        this.#rates.forEach((rate, i) => {
            const x = offset + i;
            if (rate === null) {
                area += from === null ? '' : `V40H${from}Z`;
                from = null;
                return;
            }
            const y = (38 - 35 * rate / top).toFixed(1);
            line += `${from === null ? 'M' : 'L'}${x} ${y}`;
            area += from === null ? `M${x} 40L${x} ${y}` : `L${x} ${y}`;
            from ??= x;
        });
        this.#path.setAttribute('d', line);
        this.#area.setAttribute('d', area + (from === null ? '' : `V40H${from}Z`));
    }

    #drawTypes() {
        const sums = new Map();
        for (const {type, events_per_second} of this.#types.flat()) {
            sums.set(type, (sums.get(type) ?? 0) + events_per_second / this.#types.length);
        }
        const top = [...sums].sort(([, a], [, b]) => b - a).slice(0, 5);
        const list = byId('types');
        list.replaceChildren(...top.map(([type, perSecond]) => {
            const bar = el('meter', {max: top[0][1], value: perSecond, title: `${rateText(perSecond)} per second`,
                'aria-hidden': 'true'});
            return el('li', {}, el('span', {textContent: type, title: type}), bar,
                el('b', {textContent: rateText(perSecond)}));
        }));
        if (top.length === 0) {
            list.replaceChildren(el('li', {className: 'quiet', textContent: this.#rates.length
                ? 'No events in the last seconds' : 'Not connected'}));
        }
    }
}
