/** What every page is given. */
export interface PageProps {
  /** What follows the place in the path: `['17']` for /deliveries/17. */
  rest: readonly string[];
}
