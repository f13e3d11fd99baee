/** How far from being seen a turn is already laid out word by word. */
const AROUND = "800px";

const waiting = new Map<Element, () => void>();
let looking: IntersectionObserver | null = null;

/** Tells once, when something comes near to being seen; gives what ends the wait. */
export function whenNear(element: Element, tell: () => void): () => void {
  looking ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) arrived(target);
    },
    // Turns scroll inside of a box of their own, to which a margin of the window does not reach.
    { rootMargin: AROUND, scrollMargin: AROUND } as IntersectionObserverInit,
  );
  waiting.set(element, tell);
  looking.observe(element);
  return () => leave(element);
}

function arrived(element: Element) {
  const tell = waiting.get(element);
  leave(element);
  tell?.();
}

function leave(element: Element) {
  waiting.delete(element);
  looking?.unobserve(element);
}
