/** The seam between what asks and what answers: an Azure Resource Manager is a function from a request to a response. */
export type Fetch = (request: Request) => Promise<Response>;
