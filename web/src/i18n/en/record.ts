export const record = {
  gone: 'Not there any more',
  imported: (text: string) => `The import could not read this value: “${text}”`,
  importedShort: 'could not be read on import',
  call: (number: string) => `Call ${number}`,
};
