export const papers = {
  print: 'Print',
  busy: 'Printing …',
  customers: 'In the customer’s language',
};
