/** Where somebody stood in a list before they opened something in it. */
interface Place {
  list: string;
  active: string | undefined;
  scroll: number;
}

let place: Place | undefined;

/** Remembers the line and the scroll position, so that coming back is coming back there. */
export const leavePlace = (next: Place): void => {
  place = next;
};

export const placeIn = (list: string): Place | undefined => (place?.list === list ? place : undefined);
