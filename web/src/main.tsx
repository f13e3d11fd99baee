import { QueryCache, QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Refusal } from "./api/client";
import { Preferring, usePreferences } from "./app/preferences";
import { begin, makeRouter } from "./app/router";
import { session } from "./app/session";
import "./design/tokens.css";
import "./design/base.css";
import { Speaking } from "./i18n/context";
import { formats } from "./i18n/format";
import { Keyboard } from "./keyboard/context";

const MOST_TRIES = 2;

const SIGN_IN_NEEDED = 401;

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // A session that ended meanwhile: the router looks again who is there, and leads to the sign-in.
    onError: (error) => {
      if (!(error instanceof Refusal) || error.status !== SIGN_IN_NEEDED) return;
      queries.setQueryData(session.queryKey, null);
      void router.invalidate();
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // Who was refused is refused again; only a service that was away is asked once more.
      retry: (tries, error) =>
        tries < MOST_TRIES && error instanceof Refusal && (error.isUnreachable || error.status >= 500),
    },
  },
});
begin(queries, location.pathname);
const router = makeRouter(queries);

/** Each person has preferences of their own on this machine. */
function Person() {
  const { data, failureCount } = useQuery(session);
  // What nobody sees is not drawn only to be drawn again for somebody.
  if (data === undefined && failureCount === 0) return null;
  const user = data?.id ?? "nobody";
  return (
    <Preferring key={user} user={user}>
      <Page />
    </Preferring>
  );
}

function Page() {
  const { language } = usePreferences();
  return (
    <Speaking language={language}>
      <Keyboard>
        <RouterProvider router={router} />
      </Keyboard>
    </Speaking>
  );
}

const place = document.getElementById("page");
if (place === null) throw new Error("index.html has no #page");
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Person />
    </QueryClientProvider>
  </StrictMode>,
);
// The first moment that is written costs a frame or three, in any language; meanwhile answers are on their way.
setTimeout(() => formats("en").moment(new Date().toISOString()));
