/** `operations` of `@aws-appsync/utils/dynamodb`: marks in an update object, in the form that AppSync gives them. */

export const operations = {
  add: (value: unknown) => ({ type: 'OPERATION_ADD', value }),
  append: (items: unknown) => ({ type: 'OPERATION_APPEND', items }),
  decrement: (by: unknown = 1) => ({ type: 'OPERATION_DECREMENT', by }),
  increment: (by: unknown = 1) => ({ type: 'OPERATION_INCREMENT', by }),
  prepend: (items: unknown) => ({ type: 'OPERATION_PREPEND', items }),
  remove: () => ({ type: 'OPERATION_REMOVE' }),
  replace: (value: unknown) => ({ type: 'OPERATION_REPLACE', value }),
  updateListItem: (value: unknown, index: unknown) => ({ type: 'OPERATION_UPDATE_LIST_ITEM', value, index }),
};
