/** An error in S3's form. */
export class S3Error extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status: number) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** A request without the right to what it asks for. */
export const accessDenied = (message = 'Access Denied') => new S3Error('AccessDenied', message, 403);
