/** One answer of an operation in OpenAPI, with a body of a schema of ours. */
export function openapiAnswer(description: string, schema: string, type = "application/json") {
  return {
    description,
    content: { [type]: { schema: { $ref: `#/components/schemas/${schema}` } } },
  };
}

/** One that tells a problem. */
export function openapiRefusal(description: string) {
  return openapiAnswer(description, "Problem", "application/problem+json");
}
