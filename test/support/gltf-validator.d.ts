declare module "gltf-validator" {
  export interface Report {
    readonly issues: {
      /** 0 error, 1 warning, 2 information, 3 hint. */
      readonly messages: readonly {
        readonly code: string;
        readonly message: string;
        readonly severity: 0 | 1 | 2 | 3;
        readonly pointer?: string;
      }[];
    };
  }
  const validator: {
    validateBytes(bytes: Uint8Array, options?: { maxIssues?: number }): Promise<Report>;
  };
  export default validator;
}
