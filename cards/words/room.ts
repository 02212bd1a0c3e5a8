/** What is said of following a customer, and in a customer's room. */
export const roomWords = {
  whichCustomer: { say: 'Which customer?', try: 'Type the name after it. In a customer’s room no name is needed: room acme makes a channel one.' },
};
