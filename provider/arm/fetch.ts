/** An Azure Resource Manager as a function from a request to a response: the interface between client and service. */
export type Fetch = (request: Request) => Promise<Response>;
