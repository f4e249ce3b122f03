/** The props of every page. */
export interface PageProps {
  /** The rest of the path after the place: `['17']` for /deliveries/17. */
  rest: readonly string[];
}
