const waiting: (() => void)[] = [];
let isAsked = false;

/** Does some work in one of the next frames, one piece of work in each; what is returned takes it back. */
export function nextFrame(work: () => void): () => void {
  waiting.push(work);
  ask();
  return () => {
    const place = waiting.indexOf(work);
    if (place >= 0) waiting.splice(place, 1);
  };
}

function ask(): void {
  if (isAsked || waiting.length === 0) return;
  isAsked = true;
  requestAnimationFrame(() => {
    isAsked = false;
    waiting.shift()?.();
    ask();
  });
}
