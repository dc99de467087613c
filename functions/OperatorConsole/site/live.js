// Asks again and again while somebody looks, and less often while nobody answers.
const usual = 5_000;
const longest = 60_000;

/**
 * @param {(signal: AbortSignal) => Promise<void>} look One at a time: what was asked first never overwrites what was asked last.
 * @returns {(() => void) & {now: () => void}} What ends it; `now` has it look at once.
 */
export function live(look) {
  const gone = new AbortController();
  let [wait, timer, looking, asked] = [usual, 0, false, false];

  async function again() {
    clearTimeout(timer);
    asked = looking;
    if (gone.signal.aborted || looking) return;
    looking = true;
    try {
      if (!document.hidden) await look(gone.signal);
      wait = usual;
      document.dispatchEvent(new CustomEvent('here'));
    } catch (e) {
      if (gone.signal.aborted) return;
      wait = Math.min(wait * 2, longest);
      document.dispatchEvent(new CustomEvent('away', { detail: e }));
    }
    looking = false;
    if (!gone.signal.aborted) timer = setTimeout(again, asked ? 0 : wait);
  }

  const seen = () => { if (!document.hidden) again(); };

  function end() {
    gone.abort();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', seen);
  }

  document.addEventListener('visibilitychange', seen);
  again();
  return Object.assign(end, { now: again });
}
