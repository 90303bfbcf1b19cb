/** What stands above the panels when there is something to do first: give a key, send an event, look at another time. */

import {forgetKey, storedKey, storeKey} from './api.js';
import {byId, setText} from './dom.js';

/** Asks for a key, and says why. Nothing else is shown until there is one. */
export function askForKey(reason) {
    setText(byId('sign-in-reason'), storedKey() ? `This key was refused: ${reason}.`
        : 'This installation does not answer reads without a key.');
    byId('sign-in').hidden = false;
    document.body.dataset.signedIn = false;
    byId('key').focus();
}

/** Shows the rest of the page again. */
export function stopAsking() {
    byId('sign-in').hidden = true;
    byId('forget-key').hidden = !storedKey();
    document.body.dataset.signedIn = true;
}

/** Has `action` called whenever the reader gives a key. */
export function whenKeyIsGiven(action) {
    byId('sign-in-form').addEventListener('submit', event => {
        event.preventDefault();
        storeKey(byId('key').value.trim());
        byId('key').value = '';
        action();
    });
}

/** Shows how to send a first event, or hides it. Ingest is next to this service unless somebody arranged it otherwise. */
export function drawNoEvents(isShown) {
    byId('no-events').hidden = !isShown;
    const port = location.port ? Number(location.port) + 1 : 8081;
    setText(byId('curl'), `curl ${location.protocol}//${location.hostname}:${port}/v1/events \\
  -H 'Authorization: Bearer dev' \\
  -H 'Content-Type: application/json' \\
  -d '{"event_type":"page_view","user_id":"u1"}'`);
}

/** Offers to show the time of the newest windows when that is not the time shown. */
export function drawPast(view) {
    const isOld = view.newest !== null && view.newest < Date.now() - view.minutes * 60_000;
    byId('past').hidden = !isOld && !view.isPast;
    if (byId('past').hidden) {
        return;
    }
    setText(byId('past-title'), view.isPast ? 'Showing another time' : 'The newest windows are from another time');
    setText(byId('past-reason'), `Windows are placed by the time of their events; the newest begins ${
        new Date(view.newest).toLocaleString()}.${view.isPast ? ' The charts follow it.' : ''}`);
    setText(byId('past-toggle'), view.isPast ? 'Back to now' : 'Show that time');
}

byId('forget-key').addEventListener('click', () => {
    forgetKey();
    location.reload();
});
byId('copy-curl').addEventListener('click', async () => {
    try {
        await navigator.clipboard.writeText(byId('curl').textContent);
        setText(byId('copy-curl'), 'Copied');
    } catch {
        getSelection().selectAllChildren(byId('curl'));
    }
});
